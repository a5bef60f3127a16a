import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { RebalanceProblem } from '../optimiser/problem.js';

/** The problem of a portfolio on a day, and what it was made from. */
export interface PosedProblem {
  readonly portfolioId: number;
  /** Versions of what was read. A change since then makes another problem. */
  readonly version: number;
  readonly modelId: number;
  readonly modelVersion: number;
  /** The session that the prices are of. */
  readonly day: IsoDate;
  /** The day of the holdings: that of the session, or a later one. */
  readonly heldOn: IsoDate;
  /** The next session of the calendar, which trades are of. */
  readonly nextSession: IsoDate;
  readonly problem: RebalanceProblem;
  /** The days of the bars that the prices are of. */
  readonly priceDays: ReadonlyMap<Ticker, IsoDate>;
  /** The run of the scores by which stocks are not bought; null: none was needed, or there is none. */
  readonly scoresRun: number | null;
  /** Stocks of the model that such a score would restrain, and that have none. */
  readonly unscored: readonly Ticker[];
}
