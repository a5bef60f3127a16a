import { connect, type Socket } from 'node:net';
import { EMPTY, joined, SHARED } from './received.js';
import type { ConnectionEvents } from './webSocketConnection.js';

const HEAD_END = '\r\n\r\n';
const EVENT_END = '\n\n';
const NEXT = 'event: next\ndata: ';
/** A comment, which keeps the connection in use. */
const COLON = 0x3a;

/** Server-sent events over HTTP/1.1 in chunks. Messages are what stands behind `data: ` of `next` events. */
export class EventStreamConnection {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  #isOpen = false;
  #isCut = false;
  /** Of chunks, and of events in them. */
  #rest = EMPTY;
  #restOfEvents = EMPTY;

  constructor(port: number, path: string, events: ConnectionEvents) {
    this.#events = events;
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: SHARED,
        callback: (length) => {
          this.#read(SHARED.subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.once('connect', () =>
      this.#socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream${HEAD_END}`,
      ),
    );
    this.#socket.on('error', (error) => this.#closed(error.message));
    this.#socket.on('close', () => this.#closed('the connection ended'));
  }

  cut(): void {
    this.#isCut = true;
    this.#socket.resetAndDestroy();
  }

  #closed(reason: string): void {
    if (this.#isCut) return;
    this.cut();
    this.#events.onClosed(reason);
  }

  #read(chunk: Buffer): void {
    let bytes = joined(this.#rest, chunk);
    if (!this.#isOpen) {
      const end = bytes.indexOf(HEAD_END);
      if (end === -1) {
        this.#rest = Buffer.from(bytes);
        return;
      }
      const head = bytes.toString('latin1', 0, end);
      if (!head.startsWith('HTTP/1.1 200 ') || !/\r\ntransfer-encoding: chunked/i.test(head)) {
        return this.#closed(`expected status 200 and chunks, got ${head}`);
      }
      this.#isOpen = true;
      this.#events.onOpen();
      bytes = bytes.subarray(end + HEAD_END.length);
    }
    const left = this.#readChunks(bytes);
    this.#rest = left === bytes.length ? EMPTY : Buffer.from(bytes.subarray(left));
  }

  /** Returns where the first chunk begins that is not whole yet. */
  #readChunks(bytes: Buffer): number {
    let at = 0;
    while (!this.#isCut) {
      const line = bytes.indexOf('\r\n', at);
      if (line === -1) break;
      const start = line + 2;
      const end = start + parseInt(bytes.toString('latin1', at, line), 16);
      if (!(end + 2 <= bytes.length)) break;
      if (end === start) this.#closed('the stream ended');
      else this.#readEvents(bytes.subarray(start, end));
      at = end + 2;
    }
    return at;
  }

  #readEvents(chunk: Buffer): void {
    const bytes = joined(this.#restOfEvents, chunk);
    let at = 0;
    for (;;) {
      const end = bytes.indexOf(EVENT_END, at);
      if (end === -1) break;
      if (bytes[at] !== COLON) this.#take(bytes, at, end);
      at = end + EVENT_END.length;
    }
    this.#restOfEvents = at === bytes.length ? EMPTY : Buffer.from(bytes.subarray(at));
  }

  #take(bytes: Buffer, at: number, end: number): void {
    const start = at + NEXT.length;
    if (bytes.toString('latin1', at, start) === NEXT) this.#events.onMessage(bytes, start, end);
    else this.#closed(`expected a next event, got ${bytes.toString('utf8', at, end)}`);
  }
}
