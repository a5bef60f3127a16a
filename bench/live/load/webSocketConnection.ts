import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export const PROTOCOL = 'graphql-transport-ws';
export const INIT = '{"type":"connection_init"}';
export const ACK = '{"type":"connection_ack"}';

const EMPTY = Buffer.alloc(0);
/**
 * Where all connections read to, one after the other. With a buffer for each read of ten thousand connections, most of
 * the CPU time would go into collecting garbage.
 */
const SHARED = Buffer.allocUnsafeSlow(256 * 1024);

const HEAD_END = '\r\n\r\n';
const WHOLE_TEXT = 0x81;
const CLOSE = 0x88;
const PING = 0x89;
const PONG = 0x8a;
const MASKED = 0x80;
/** A mask of zeros leaves the bytes as they are, and costs a server as much as any other. */
const MASK = Buffer.alloc(4);

export interface ConnectionEvents {
  readonly onOpen: () => void;
  /** Called for a text message: the bytes from `start` to `end`, valid until the callback returns. */
  readonly onMessage: (bytes: Buffer, start: number, end: number) => void;
  /** Called when the connection ends, unless by `cut`. */
  readonly onClosed: (reason: string) => void;
}

/**
 * A WebSocket that reads no more of the protocol than the servers send here. With thousands of clients, a client library
 * would use more time than the servers.
 */
export class WebSocketConnection {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  #isOpen = false;
  #isCut = false;
  #rest = EMPTY;

  constructor(port: number, path: string, protocol: string, events: ConnectionEvents) {
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
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ${protocol}\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}${HEAD_END}`,
      ),
    );
    this.#socket.on('error', (error) => this.#closed(error.message));
    this.#socket.on('close', () => this.#closed('the connection ended'));
  }

  send(text: string): void {
    this.#write(WHOLE_TEXT, Buffer.from(text));
  }

  /** Ends the connection as a network failure does, without a closing handshake. */
  cut(): void {
    this.#isCut = true;
    // After a reset the port is free at once. There are only some ten thousand ports.
    this.#socket.resetAndDestroy();
  }

  #closed(reason: string): void {
    if (this.#isCut) return;
    this.cut();
    this.#events.onClosed(reason);
  }

  #write(type: number, payload: Buffer): void {
    const header =
      payload.length < 126
        ? [type, MASKED | payload.length]
        : [type, MASKED | 126, payload.length >> 8, payload.length & 0xff];
    this.#socket.write(Buffer.concat([Buffer.from(header), MASK, payload]));
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#isOpen) {
      const end = bytes.indexOf(HEAD_END);
      if (end === -1) {
        this.#rest = Buffer.from(bytes);
        return;
      }
      const head = bytes.toString('latin1', 0, end);
      if (!head.startsWith('HTTP/1.1 101 ')) return this.#closed(`expected status 101, got ${head}`);
      this.#isOpen = true;
      this.#events.onOpen();
      bytes = bytes.subarray(end + HEAD_END.length);
    }
    const left = this.#readFrames(bytes);
    // Copied, because the next read of any connection overwrites the bytes.
    this.#rest = left === bytes.length ? EMPTY : Buffer.from(bytes.subarray(left));
  }

  /** Returns where the first incomplete frame begins. */
  #readFrames(bytes: Buffer): number {
    let at = 0;
    while (!this.#isCut && at + 2 <= bytes.length) {
      let start = at + 2;
      let length = bytes[at + 1];
      if (length === 126) {
        if (at + 4 > bytes.length) break;
        length = bytes.readUInt16BE(at + 2);
        start = at + 4;
      } else if (length > 126) {
        this.#closed('expected messages below 64 kB that are not masked, got another one');
        break;
      }
      const end = start + length;
      if (end > bytes.length) break;
      this.#take(bytes, bytes[at], start, end);
      at = end;
    }
    return at;
  }

  #take(bytes: Buffer, type: number, start: number, end: number): void {
    if (type === WHOLE_TEXT) this.#events.onMessage(bytes, start, end);
    else if (type === PING) this.#write(PONG, Buffer.from(bytes.subarray(start, end)));
    else if (type === CLOSE) {
      const code = end > start ? bytes.readUInt16BE(start) : 1005;
      this.#closed(`closed with ${code} ${bytes.toString('utf8', start + 2, end)}`);
    } else if (type !== PONG) this.#closed(`expected whole text messages, got one of type ${type}`);
  }
}
