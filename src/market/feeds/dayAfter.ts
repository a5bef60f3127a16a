import { backoffMs } from '../../async/backoff.js';
import type { DayOutcome } from './dayOutcome.js';
import type { Feed } from './feed.js';

/** A file that is not there yet is asked for again after 5 to 10 minutes, later every one to two hours. */
const MISSING = { firstMs: 600_000, longestMs: 7_200_000 };
/** A day that was given up is tried again after an hour, if the schedule asked for it. */
const AGAIN_MS = 3_600_000;

/** What the next attempt depends on. */
export interface DayState {
  readonly attempts: number;
  readonly misses: number;
  /** Whether the file was taken before. */
  readonly hasSucceeded: boolean;
  /** Whether the schedule still waits for the day. */
  readonly isAwaited: boolean;
}

export interface DayAfter {
  readonly status: 'QUEUED' | 'SUCCEEDED' | 'FAILED';
  readonly attempts: number;
  readonly misses: number;
  /** Before then the day is not tried again, in milliseconds from now; null: nothing is to be waited for. */
  readonly waitMs: number | null;
}

/**
 * Returns what becomes of a day after an attempt.
 *
 * @param random from 0 to 1, of which up to half of a wait consists
 */
export function dayAfter(
  { attempts, misses, hasSucceeded, isAwaited }: DayState,
  outcome: DayOutcome,
  feed: Pick<Feed, 'attempts' | 'retry'>,
  random: () => number = Math.random,
): DayAfter {
  if (outcome.kind === 'TAKEN' || outcome.kind === 'UNCHANGED') {
    return { status: 'SUCCEEDED', attempts, misses: 0, waitMs: null };
  }
  // A file that we have and cannot get again is still the file of the day.
  const over = hasSucceeded ? ('SUCCEEDED' as const) : ('FAILED' as const);
  if (outcome.kind === 'MISSING') {
    const isOver = hasSucceeded || !isAwaited;
    const waitMs = backoffMs(misses, MISSING, random);
    return isOver
      ? { status: over, attempts, misses: misses + 1, waitMs: null }
      : { status: 'QUEUED', attempts, misses: misses + 1, waitMs };
  }
  const { retryAfterMs, isWorthRetrying } = outcome;
  const made = attempts + 1;
  if (!isWorthRetrying || made >= feed.attempts) {
    const waitMs = Math.max(AGAIN_MS, retryAfterMs ?? 0);
    return { status: over, attempts: made, misses, waitMs: isAwaited ? waitMs : null };
  }
  const waitMs = retryAfterMs ?? backoffMs(attempts, feed.retry, random);
  return { status: 'QUEUED', attempts: made, misses, waitMs };
}
