/** How the waits between attempts grow. */
export interface Backoff {
  /** The longest that the first wait may take, in milliseconds. */
  readonly firstMs: number;
  /** The longest that any wait may take, in milliseconds. */
  readonly longestMs: number;
  /** The factor by which each wait is longer than the one before; 2 by default. */
  readonly factor?: number;
}

/**
 * Returns how long to wait after a failed attempt, in milliseconds. The wait grows with each attempt, so that a server
 * that is down gets fewer and fewer requests. Half of it is random, so that processes that failed together do not come
 * back together.
 *
 * @param attempt counted from 0
 * @param random from 0 to 1; tests give it
 * @example
 * backoffMs(0, { firstMs: 100, longestMs: 5_000 }); // 50 to 100
 * backoffMs(3, { firstMs: 100, longestMs: 5_000 }); // 400 to 800
 * backoffMs(9, { firstMs: 100, longestMs: 5_000 }); // 2,500 to 5,000
 */
export function backoffMs(
  attempt: number,
  { firstMs, longestMs, factor = 2 }: Backoff,
  random: () => number = Math.random,
): number {
  const most = Math.min(firstMs * factor ** attempt, longestMs);
  return most * (0.5 + random() / 2);
}
