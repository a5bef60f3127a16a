import type { Candidate } from '../../portfolios/fromScores/candidate.js';
import type { ShareAction } from '../../portfolios/journal/shareAction.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';

/** What a session adds to what was known before. */
export interface MarketSession {
  readonly day: IsoDate;
  /** Closes of the stocks that traded, as traded, in units of MONEY. */
  readonly closes: ReadonlyMap<Ticker, bigint>;
  /** Actions whose ex-dates lie after the session before, up to this one, ascending by ex-date. */
  readonly actions: ReadonlyMap<Ticker, readonly ShareAction[]>;
  /** The close of NIFTY 50; null where it has none. */
  readonly index: number | null;
  /** All stocks that were scored, by ticker. Empty where none was, and where no model is made on the day. */
  readonly scores: readonly Candidate[];
}
