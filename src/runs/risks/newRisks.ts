import type { Day } from '../../scoring/names.js';
import type { RiskRow } from './riskRows.js';

/** The risks of a day, ready to be stored. */
export interface NewRisks {
  readonly methodHash: string;
  /** Of all risks of the day (`risksHashOf`). */
  readonly hash: string;
  readonly rows: readonly RiskRow[];
}

/** A day that keeps its current risks, because they are the same. */
export interface ConfirmedRisks {
  readonly day: Day;
  /** The facts up to this batch give the same risks. */
  readonly validBatch: number;
}
