import type { ScoreRow } from '../books/dayBook.js';

/** An event of the log: a stored score that differs from the stock's former one, with its stock and company. */
export interface ScoreEventRow extends ScoreRow {
  /** Its place in the log, from 1. */
  readonly position: number;
  /** When it was stored. */
  readonly at: Date;
}
