import type { ScoreRow } from '../books/dayBook.js';

/**
 * An event of the log: a stored score that differs from the one that was told before, with its stock and company. Value and
 * band of that one are `previous_value` and `previous_band`.
 */
export interface ScoreEventRow extends ScoreRow {
  /** Its place in the log, from 1. */
  readonly position: number;
  /** Name of the method of its run. */
  readonly method_name: string;
  /** Whether the store serves this method where a client names none. It stays so while the epoch of the log is the same. */
  readonly of_served: boolean;
  /** When it was stored. */
  readonly at: Date;
  /** Whether the score that was told before was withdrawn. */
  readonly withdrawn: boolean;
  /** False where the stock has no score any more: the row is the one that was withdrawn. */
  readonly has_score: boolean;
}
