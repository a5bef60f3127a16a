import type { IsoDate } from '../scoring/names.js';

/** A session that does not count yet, because too few stocks have a bar on it. */
export interface AwaitedSession {
  readonly date: IsoDate;
  /** Stocks with a bar among those that are expected. */
  readonly bars: number;
  /** Stocks that had a bar on the last session with quorum. */
  readonly expected: number;
  /** How many of the expected stocks have to have a bar, so that the session counts. */
  readonly needed: number;
}

/** Says what an awaited session lacks: "2026-08-21 is awaited: 3 of 950 stocks have a bar, 475 are needed". */
export function awaitedText({ date, bars, expected, needed }: AwaitedSession): string {
  return `${date} is awaited: ${bars} of ${expected} stocks have a bar, ${needed} are needed`;
}
