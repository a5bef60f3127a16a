import { decimalText, MONEY } from '../../portfolios/money/units.js';
import type { IsoDate } from '../../scoring/names.js';
import type { BacktestResult } from '../../validation/backtest/backtestResult.js';

/** The figures of a result, as `BacktestResult` describes them, and as they are stored. */
export interface StoredFigures extends Omit<BacktestResult, 'points' | 'costs'> {
  /** ₹, a decimal. */
  readonly costs: string;
}

/** A point of the curve: the day, the value in ₹ as a decimal, and the return of NIFTY 50 since the first day. */
export type StoredPoint = readonly [day: IsoDate, value: string, benchmark: number | null];

/** Returns a result as it is stored. */
export function storedResult({ points, costs, ...figures }: BacktestResult): {
  readonly figures: StoredFigures;
  readonly points: readonly StoredPoint[];
} {
  return {
    figures: { ...figures, costs: decimalText(costs, MONEY, 2) },
    points: points.map(({ day, value, benchmark }) => [day, decimalText(value, MONEY, 2), benchmark]),
  };
}
