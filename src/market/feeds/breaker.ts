/** Whether a feed is asked at all: CLOSED as always, OPEN not, HALF_OPEN on trial. */
export interface Breaker {
  readonly breaker: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
  /** Attempts that failed in a row. */
  readonly failures: number;
  /** Attempts that succeeded since it is half open. */
  readonly successes: number;
  readonly openedAt: Date | null;
}

const MOST_FAILURES = 5;
const OPEN_MS = 60_000;
const NEEDED_SUCCESSES = 2;

/** Returns how long no request may be sent, in milliseconds; 0: one may be sent now. */
export function breakerWaitMs({ breaker, openedAt }: Breaker, now: Date): number {
  if (breaker !== 'OPEN' || openedAt === null) return 0;
  return Math.max(0, openedAt.getTime() + OPEN_MS - now.getTime());
}

/** Returns the breaker when a request is about to be sent. */
export function breakerOnRequest(state: Breaker, now: Date): Breaker {
  if (state.breaker !== 'OPEN' || breakerWaitMs(state, now) > 0) return state;
  return { ...state, breaker: 'HALF_OPEN', successes: 0 };
}

/** Returns the breaker after an attempt. */
export function breakerAfter(state: Breaker, isSuccess: boolean, now: Date): Breaker {
  const { breaker, failures, successes } = state;
  if (isSuccess) {
    // The request was sent before others made it open, so it says nothing about now.
    if (breaker === 'OPEN') return state;
    const isClosed = breaker === 'CLOSED' || successes + 1 >= NEEDED_SUCCESSES;
    return isClosed
      ? { breaker: 'CLOSED', failures: 0, successes: 0, openedAt: null }
      : { ...state, failures: 0, successes: successes + 1 };
  }
  if (breaker === 'OPEN') return { ...state, failures: failures + 1 };
  const opens = breaker === 'HALF_OPEN' || failures + 1 >= MOST_FAILURES;
  return opens
    ? { breaker: 'OPEN', failures: failures + 1, successes: 0, openedAt: now }
    : { ...state, failures: failures + 1 };
}
