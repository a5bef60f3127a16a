import type { ScoreRow } from '../books/dayBook.js';

/**
 * An event of the log: a stored score that differs from the one that was told before, with its stock and company. Value and
 * band of that one are `previous_value` and `previous_band`.
 */
export interface ScoreEventRow extends ScoreRow {
  /** Its place in the log, from 1. */
  readonly position: number;
  /** When it was stored. */
  readonly at: Date;
  /** Whether the score that was told before was withdrawn. */
  readonly withdrawn: boolean;
  /** False where the stock has no score any more: the row is the one that was withdrawn. */
  readonly has_score: boolean;
}
