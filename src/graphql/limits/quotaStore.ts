/** What is left of a quota after an operation was counted. */
export interface Counted {
  /** The most operations within the minute. */
  readonly limit: number;
  /** Operations of the minute so far, of those above the limit only the first one. */
  readonly count: number;
  /** Whole seconds until the minute ends, at least 1. */
  readonly resetSeconds: number;
}

/**
 * Counts operations by key within a minute, which begins with the first operation of the key after its last minute has
 * ended. It is a fixed minute because that is exact with one number for each key, and one statement where processes
 * share it. A sliding one takes the time of each operation. The price: two minutes may touch, so that within less than
 * a minute a caller may send twice its quota, the half of it at the end of one minute and the other at the beginning of
 * the next.
 */
export interface QuotaStore {
  /** Counts an operation. It is within the limit if `count` is. A store in memory answers without a promise. */
  take(key: string, limit: number): Counted | Promise<Counted>;

  /** Returns how a key stands, without counting. */
  look(key: string, limit: number): Counted | Promise<Counted>;
}

/** How long operations are counted together, in milliseconds. */
export const MINUTE_MS = 60_000;
