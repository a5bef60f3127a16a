import { snap } from '../../scoring/rounding.js';
import type { Day } from '../../scoring/names.js';
import { isoOf } from '../../market/day.js';
import type { StatementMetric } from '../../market/facts.js';
import { formulaNumber } from './formulaNumber.js';
import type { KnownFigure, KnownFigures } from './knownFigures.js';

/** Periods of flows: one quarter, one year, or the four quarters up to one. */
export const FLOW_PERIODS = ['QUARTER', 'ANNUAL', 'TTM'] as const;
export type FlowPeriod = (typeof FLOW_PERIODS)[number];

/** What a metric came to in a period, as of a day. */
export interface FlowValue {
  readonly metric: StatementMetric;
  readonly period: FlowPeriod;
  /** The calendar month in which the period ends. */
  readonly month: number;
  readonly periodEnd: Day;
  readonly value: number;
  /** The figure, or the four quarters, newest first. */
  readonly inputs: readonly KnownFigure[];
}

/**
 * Returns what a metric came to in the period that ends in a month. Four quarters are added from the oldest to the newest.
 *
 * @returns null where figures are missing
 */
export function flowValue(
  known: KnownFigures,
  metric: StatementMetric,
  period: FlowPeriod,
  month: number,
): FlowValue | null {
  if (period === 'TTM') {
    const inputs = known.fourQuarters(metric, month);
    if (inputs === null) return null;
    const value = snap(inputs.reduceRight((sum, quarter) => sum + quarter.value, 0));
    return { metric, period, month, periodEnd: inputs[0].figure.periodEnd, value, inputs };
  }
  const one = known.of(metric, period).get(month);
  if (one === undefined) return null;
  return { metric, period, month, periodEnd: one.figure.periodEnd, value: one.value, inputs: [one] };
}

/** Returns the newest value of a metric in a length of period; null where there is none. */
export function newestFlow(
  known: KnownFigures,
  metric: StatementMetric,
  period: FlowPeriod,
): FlowValue | null {
  for (const month of known.months(metric, period === 'ANNUAL' ? period : 'QUARTER')) {
    const flow = flowValue(known, metric, period, month);
    if (flow !== null) return flow;
  }
  return null;
}

/** Writes a figure with its period end, and what was filed where actions since then changed it. */
export function dated({ figure, value }: KnownFigure): string {
  const filed = figure.value === value ? '' : `, ${formulaNumber(figure.value)} as filed`;
  return `${formulaNumber(value)} (${isoOf(figure.periodEnd)}${filed})`;
}
