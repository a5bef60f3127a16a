const RETRY_MS = [50, 250, 1_000, 5_000] as const;

/** How long to wait after a failed attempt, counted from 0: a database that is gone is asked at growing intervals. */
export function retryMs(attempt: number): number {
  return RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];
}
