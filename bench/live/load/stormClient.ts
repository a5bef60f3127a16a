import { randomUUID } from 'node:crypto';
import { decodeEventCursor } from '../../../src/live/eventCursor.js';
import { DOCUMENT } from '../changedScore.js';
import { now } from '../clock.js';
import { INIT, PROTOCOL } from './subscriber.js';
import { WebSocketConnection } from './webSocketConnection.js';

const CURSOR = '"cursor":"';

/** Of all clients together. */
export class StormCounts {
  drops = 0;
  delivered = 0;
  outOfOrder = 0;
  repeats = 0;
  ended = 0;
  endedBy: string | null = null;
  readonly replays: number[] = [];
  lastAt = 0;
  /** The newest position that any client has. */
  newest = 0;
  /** Positions of cursors, computed once for all. */
  readonly #positions = new Map<string, number>();

  positionOf(cursor: string): number {
    const known = this.#positions.get(cursor);
    if (known !== undefined) return known;
    const position = decodeEventCursor(cursor)?.position;
    if (position === undefined) throw new Error(`expected a cursor, got ${cursor}`);
    this.#positions.set(cursor, position);
    return position;
  }
}

/** Keeps its last cursor, and resumes from it, as a client of the protocol has to. */
export class StormClient {
  readonly #port: number;
  readonly #path: string;
  readonly #counts: StormCounts;
  readonly #onSubscribed: () => void;
  #cursor: string;
  #position: number;
  #connection: WebSocketConnection | null = null;
  /** Since when it waits for what it has missed, and up to where that goes; null: it has it. */
  #replay: { readonly from: number; readonly upTo: number } | null = null;

  constructor(port: number, path: string, cursor: string, counts: StormCounts, onSubscribed: () => void) {
    this.#port = port;
    this.#path = path;
    this.#cursor = cursor;
    this.#counts = counts;
    this.#position = counts.positionOf(cursor);
    this.#onSubscribed = onSubscribed;
  }

  get position(): number {
    return this.#position;
  }

  connect(): void {
    if (this.#connection !== null) return;
    const id = randomUUID();
    let isSubscribed = false;
    const connection: WebSocketConnection = new WebSocketConnection(this.#port, this.#path, PROTOCOL, {
      onOpen: () => connection.send(INIT),
      onMessage: (bytes, start, end) => {
        if (isSubscribed) return this.#take(bytes, start, end);
        // Acknowledged.
        isSubscribed = true;
        const payload = { query: DOCUMENT, variables: { after: this.#cursor } };
        connection.send(JSON.stringify({ id, type: 'subscribe', payload }));
        const { newest } = this.#counts;
        this.#replay = newest > this.#position ? { from: now(), upTo: newest } : null;
        this.#onSubscribed();
      },
      onClosed: (reason) => {
        this.#counts.ended++;
        this.#counts.endedBy ??= reason;
        this.#connection = null;
        this.connect();
      },
    });
    this.#connection = connection;
  }

  drop(): void {
    this.#counts.drops++;
    this.stop();
  }

  stop(): void {
    this.#connection?.cut();
    this.#connection = null;
  }

  #take(bytes: Buffer, start: number, end: number): void {
    const counts = this.#counts;
    const message = bytes.toString('latin1', start, end);
    const at = message.indexOf(CURSOR) + CURSOR.length;
    const cursor = message.slice(at, message.indexOf('"', at));
    const position = counts.positionOf(cursor);
    counts.lastAt = now();
    if (position <= this.#position) {
      counts.repeats++;
      return;
    }
    if (position === this.#position + 1) counts.delivered++;
    else counts.outOfOrder++;
    this.#position = position;
    this.#cursor = cursor;
    if (position > counts.newest) counts.newest = position;
    if (this.#replay !== null && position >= this.#replay.upTo) {
      counts.replays.push(counts.lastAt - this.#replay.from);
      this.#replay = null;
    }
  }
}
