import type { FigurePlace } from '../../companies/figures/figureOrder.js';
import { METRIC_BASES, METRIC_PERIODS } from '../../companies/figures/metricFigure.js';
import { dayOf, isoOf } from '../../market/day.js';
import { dateInCursor, idInCursor } from '../connection/cursor.js';

/** Returns a place as the values of a cursor. */
export const cursorOf = ({ periodEnd, code, period, basis, months }: FigurePlace) =>
  [isoOf(periodEnd), code, period, basis, months] as const;

/** Reads a place among the values of a cursor; null for another one. */
export function placeIn([end, code, period, basis, length]: readonly unknown[]): FigurePlace | null {
  const [periodEnd, months] = [dateInCursor(end), idInCursor(length)];
  const knownPeriod = METRIC_PERIODS.find((one) => one === period);
  const knownBasis = METRIC_BASES.find((one) => one === basis);
  if (periodEnd === null || months === null || typeof code !== 'string') return null;
  if (knownPeriod === undefined || knownBasis === undefined) return null;
  return { periodEnd: dayOf(periodEnd), code, period: knownPeriod, basis: knownBasis, months };
}
