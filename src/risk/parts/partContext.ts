import type { IsoDate } from '../../scoring/names.js';
import type { IndexReturns } from '../indexReturns.js';
import type { RiskParameters } from '../riskMethod.js';

/** What all stocks of a day share. */
export interface PartContext {
  readonly parameters: RiskParameters;
  /** Ordinal of the day's session. */
  readonly today: number;
  readonly index: IndexReturns;
  /** Returns the date of a session. */
  readonly dateOf: (ordinal: number) => IsoDate;
}
