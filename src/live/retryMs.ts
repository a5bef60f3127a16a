import { backoffMs } from '../async/backoff.js';

/**
 * Returns how long to wait before events are read or executed again, after a failed attempt counted from 0: up to
 * 40 ms, 200 ms, 1 s, and then 5 s each time. Five failures in a row are 3 to 6 s apart from the first to
 * the last.
 */
export function retryMs(attempt: number): number {
  return backoffMs(attempt, { firstMs: 40, longestMs: 5_000, factor: 5 });
}
