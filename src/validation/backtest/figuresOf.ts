import { MONEY, perOne } from '../../portfolios/money/units.js';
import { volatilityOf } from '../../portfolios/portfolioRisk/volatilityOf.js';
import type { EquityPoint } from './backtestResult.js';

/** Sessions of a year. */
const YEAR = 252;
const ONE = Number(perOne(MONEY));

/** What follows from a curve alone, as `BacktestResult` describes it. */
export interface CurveFigures {
  readonly totalReturn: number | null;
  readonly annualReturn: number | null;
  readonly volatility: number | null;
  readonly maxDrawdown: number | null;
  readonly turnover: number | null;
}

/**
 * Computes the figures of a curve. Sums are taken in the order of the sessions, so that the same curve gives the same bits.
 *
 * @param traded the value of all trades, in units of MONEY
 */
export function figuresOf(points: readonly EquityPoint[], traded: bigint): CurveFigures {
  const values = points.map(({ value }) => Number(value) / ONE);
  const count = values.length - 1;
  if (count < 1) {
    return { totalReturn: null, annualReturn: null, volatility: null, maxDrawdown: null, turnover: null };
  }
  const growth = values[count] / values[0];
  const mean = sum(values) / values.length;
  return {
    totalReturn: growth - 1,
    annualReturn: growth > 0 ? growth ** (YEAR / count) - 1 : null,
    volatility: volatilityOf(
      values.slice(1).map((value, at) => (values[at] > 0 ? value / values[at] - 1 : 0)),
    ),
    maxDrawdown: maxDrawdownOf(values),
    turnover: mean > 0 ? ((Number(traded) / ONE / 2 / mean) * YEAR) / count : null,
  };
}

function maxDrawdownOf(values: readonly number[]): number {
  let highest = 0;
  let deepest = 0;
  for (const value of values) {
    highest = Math.max(highest, value);
    if (highest > 0) deepest = Math.max(deepest, 1 - value / highest);
  }
  return deepest;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
