import type { FromScoresRule } from '../../portfolios/fromScores/candidate.js';
import type { TradeCosts } from '../../portfolios/optimiser/problem.js';

/** How a backtest makes its models and trades them. */
export interface BacktestRules extends FromScoresRule {
  /** A model is made on the first session, and then every so many sessions. */
  readonly every: number;
  /** The cash that it begins with, in units of MONEY, above 0. */
  readonly capital: bigint;
  readonly costs: TradeCosts;
}
