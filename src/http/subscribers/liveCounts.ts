import { CLOSES, idIsTaken, subprotocolClose } from '../sockets/closes.js';

/** The counts of sockets and streams that the metrics show. */
export interface CountsOfLive {
  readonly sockets: number;
  readonly streams: number;
  /** Running operations of sockets and streams. */
  readonly operations: number;
  /** Results that were sent since the process started. */
  readonly results: number;
  /** Sockets that were closed since the process started, by their close code. */
  readonly closes: ReadonlyMap<string, number>;
}

/** Codes that are counted by themselves. Clients may close with any other code, which must not make a series each. */
const KNOWN: ReadonlySet<number> = new Set([
  ...[1000, 1001, 1002, 1005, 1006, 1007, 1009],
  ...[...Object.values(CLOSES), idIsTaken(''), subprotocolClose('')].map(({ code }) => code),
]);

export class LiveCounts implements CountsOfLive {
  readonly closes = new Map<string, number>();
  sockets = 0;
  streams = 0;
  operations = 0;
  results = 0;

  countClose(code: number): void {
    const name = KNOWN.has(code) ? String(code) : 'other';
    this.closes.set(name, (this.closes.get(name) ?? 0) + 1);
  }
}
