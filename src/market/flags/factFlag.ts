import type { Day, Ticker } from '../../scoring/names.js';
import type { FlagKind } from '../imports/refusal.js';

/** What is odd about a fact. */
export interface FactFlag<Fact> {
  readonly fact: Fact;
  readonly ticker: Ticker;
  readonly kind: FlagKind;
  /** The end of the fact's period; NaN where it has none. */
  readonly day: Day;
  /** The metric; empty where the whole fact is odd. */
  readonly metric: string;
  readonly detail: string;
}
