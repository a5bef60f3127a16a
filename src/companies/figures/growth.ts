import { snap } from '../../scoring/rounding.js';
import { isoOf } from '../../market/day.js';
import { derivedFigure } from './derivedFigure.js';
import type { FlowValue } from './flowValue.js';
import { formulaNumber } from './formulaNumber.js';
import type { MetricFigure } from './metricFigure.js';

/** Returns the growth from one value to another, as a fraction; NaN where the one before is not above 0. */
export function growthOf(now: number, before: number): number {
  return before > 0 ? snap(now / before - 1) : NaN;
}

/**
 * Returns the growth of a metric from one period to another one of the same length.
 *
 * @param suffix of the code: yoy, or qoq
 * @returns NaN where the one before is not above 0; null where one of them is missing
 */
export function growth(
  now: FlowValue | null,
  before: FlowValue | null,
  suffix: 'yoy' | 'qoq',
): MetricFigure | null {
  if (now === null || before === null) return null;
  const value = growthOf(now.value, before.value);
  const { metric, period, periodEnd } = now;
  const term = (flow: FlowValue) => `${metric} ${formulaNumber(flow.value)} (${isoOf(flow.periodEnd)})`;
  return derivedFigure({
    code: `${metric}_${suffix}`,
    period,
    periodEnd,
    value,
    formula: `${term(now)} ÷ ${term(before)} − 1`,
    inputs: [...now.inputs, ...before.inputs],
  });
}
