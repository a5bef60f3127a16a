import type { IsoDate } from '../../scoring/names.js';

/** The value at the close of a session. */
export interface EquityPoint {
  readonly day: IsoDate;
  /** In units of MONEY. */
  readonly value: bigint;
  /** The return of NIFTY 50 since the first session, by its last closes; null where one is more than 10 sessions old. */
  readonly benchmark: number | null;
}

/** What a backtest found. Returns and drawdown are fractions; null where there are too few sessions to say. */
export interface BacktestResult {
  readonly points: readonly EquityPoint[];
  readonly totalReturn: number | null;
  /** The return of NIFTY 50 to the last session. It is a price index, without dividends. */
  readonly benchmark: number | null;
  /** The compounded return of 252 sessions. */
  readonly annualReturn: number | null;
  /** The sample standard deviation of the returns of sessions × √252. */
  readonly volatility: number | null;
  /** The greatest fall from a former highest value, 0 or above. */
  readonly maxDrawdown: number | null;
  /** Half of what was bought and sold in 252 sessions, as a fraction of the mean value. */
  readonly turnover: number | null;
  /** Of all trades, in units of MONEY. */
  readonly costs: bigint;
  /** Models that were made, and days on which there was no stock to make one of. */
  readonly models: number;
  readonly withoutModel: number;
  /** The median total return of the random portfolios. */
  readonly randomMedian: number | null;
  /** The fraction of the random portfolios that ended lower. */
  readonly randomShareBeaten: number | null;
}
