import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { StoredJournalKind } from '../names.js';

/** A stored entry of a journal. */
export interface JournalRow {
  readonly id: number;
  readonly day: IsoDate;
  readonly kind: StoredJournalKind;
  /** By its ticker of today; null: the entry is about cash alone. */
  readonly ticker: Ticker | null;
  /** Whole shares; negative in corrections that take shares away. */
  readonly quantity: bigint | null;
  /** ₹ a share, in units of MONEY. */
  readonly price: bigint | null;
  /** What it adds to the cash, costs included, in units of MONEY. */
  readonly amount: bigint;
  readonly costs: bigint | null;
  /** By how much OPENING and CORRECTION change the total cost, in units of MONEY; null: unknown, or as the kind says. */
  readonly cost: bigint | null;
}
