import { backoffMs } from '../async/backoff.js';

/**
 * Returns how long to wait before events are read or executed again: up to 40 ms, 200 ms, 1 s, and then 5 s each time.
 * Five failures in a row take 3 to 6 s from the first to the last.
 *
 * @param attempt the number of the failed attempt, from 0
 */
export function liveBackoffMs(attempt: number): number {
  return backoffMs(attempt, { firstMs: 40, longestMs: 5_000, factor: 5 });
}
