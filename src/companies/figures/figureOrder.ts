import { METRIC_BASES, METRIC_PERIODS, type MetricFigure } from './metricFigure.js';

/** What figures are ordered by, which no two figures of a company share. */
export type FigurePlace = Pick<MetricFigure, 'periodEnd' | 'code' | 'period' | 'basis' | 'months'>;

/**
 * Compares figures by the end of their periods, the newest first; then by code, period and basis, in the orders of
 * METRIC_PERIODS and METRIC_BASES; then by months, the most first.
 */
export function figureOrder(a: FigurePlace, b: FigurePlace): number {
  return (
    b.periodEnd - a.periodEnd ||
    (a.code < b.code ? -1 : Number(a.code > b.code)) ||
    METRIC_PERIODS.indexOf(a.period) - METRIC_PERIODS.indexOf(b.period) ||
    METRIC_BASES.indexOf(a.basis) - METRIC_BASES.indexOf(b.basis) ||
    b.months - a.months
  );
}
