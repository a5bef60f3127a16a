import type { Caller } from '../../access/caller.js';

/** What limits leave to a caller at the moment. */
export interface LimitsOfCaller {
  /** The most operations in a minute; null: any number. */
  readonly operationsPerMinute: number | null;
  /** How many of them are left; null: any number. */
  readonly operationsLeft: number | null;
  /** Units that the caller's bucket regains in a second. */
  readonly pointsPerSecond: number;
  readonly pointsLeft: number;
}

/** Returns what limits leave to a caller. */
export type LimitsOf = (caller: Caller) => LimitsOfCaller | Promise<LimitsOfCaller>;
