import { METRIC_BASES, type MetricFigure } from '../../companies/figures/metricFigure.js';
import { dayOf, isoOf } from '../../market/day.js';
import { PeriodEnum } from './metricEnums.js';
import { dateInCursor, idInCursor } from '../connection/cursor.js';

/** What a list of figures is ordered by, which no two figures of a company share. */
export type FigurePlace = Pick<MetricFigure, 'periodEnd' | 'code' | 'period' | 'basis' | 'months'>;

const PERIODS = Object.keys(PeriodEnum);

/** Compares figures: the newest end of a period first, then by code, period, basis and months. */
export function inOrder(a: FigurePlace, b: FigurePlace): number {
  if (a.periodEnd !== b.periodEnd) return b.periodEnd - a.periodEnd;
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return (
    PERIODS.indexOf(a.period) - PERIODS.indexOf(b.period) ||
    METRIC_BASES.indexOf(a.basis) - METRIC_BASES.indexOf(b.basis) ||
    a.months - b.months
  );
}

/** Returns a place as the values of a cursor. */
export const cursorOf = ({ periodEnd, code, period, basis, months }: FigurePlace) =>
  [isoOf(periodEnd), code, period, basis, months] as const;

/** Reads a place among the values of a cursor; null for another one. */
export function placeIn([end, code, period, basis, length]: readonly unknown[]): FigurePlace | null {
  const [periodEnd, months] = [dateInCursor(end), idInCursor(length)];
  const knownPeriod = PERIODS.find((one) => one === period) as FigurePlace['period'] | undefined;
  const knownBasis = METRIC_BASES.find((one) => one === basis);
  if (periodEnd === null || months === null || typeof code !== 'string') return null;
  if (knownPeriod === undefined || knownBasis === undefined) return null;
  return { periodEnd: dayOf(periodEnd), code, period: knownPeriod, basis: knownBasis, months };
}
