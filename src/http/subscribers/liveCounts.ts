import { CLOSES, idIsTaken } from '../sockets/closes.js';

/** What is told about the live protocol. */
export interface CountsOfLive {
  readonly sockets: number;
  readonly streams: number;
  /** That run, of sockets and streams. */
  readonly operations: number;
  /** Results that were sent since the start. */
  readonly results: number;
  /** Closed sockets since the start, by the code they were closed with. */
  readonly closes: ReadonlyMap<string, number>;
}

/** Codes that count each for itself. Clients may close with any other, and must not make a series each. */
const KNOWN: ReadonlySet<number> = new Set([
  ...[1000, 1001, 1002, 1005, 1006, 1007, 1009],
  ...[...Object.values(CLOSES), idIsTaken('')].map(({ code }) => code),
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
