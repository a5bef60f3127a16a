import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from './journalRow.js';

/** What is held of a stock. */
export interface HeldStock {
  /** Whole shares, above 0. */
  readonly quantity: bigint;
  /** What they cost, in units of MONEY; null where that is unknown. */
  readonly totalCost: bigint | null;
}

/** A fraction of a share that a split or bonus left. */
export interface DroppedFraction {
  readonly ticker: Ticker;
  readonly exDate: IsoDate;
  /** Between 0 and 1. */
  readonly over: bigint;
  readonly under: bigint;
}

/** An entry that takes away more shares than are held. Its shares count as far as they are held, its cash in full. */
export interface UncoveredEntry {
  readonly row: JournalRow;
  readonly ticker: Ticker;
  /** Shares that it takes away, and those that were held. */
  readonly taken: bigint;
  readonly held: bigint;
}

/** Cash and holdings at the end of a day. */
export interface PortfolioState {
  readonly day: IsoDate;
  /** In units of MONEY; it may be negative. */
  readonly cash: bigint;
  /** By ticker, in the order of code units. */
  readonly holdings: ReadonlyMap<Ticker, HeldStock>;
  /** Since the first entry. */
  readonly dropped: readonly DroppedFraction[];
  /**
   * Since the first entry. No entry is recorded that is not covered, so that there are some only where an action of a stock
   * was corrected afterwards.
   */
  readonly uncovered: readonly UncoveredEntry[];
}
