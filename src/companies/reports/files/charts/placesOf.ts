import { dayOf } from '../../../../market/day.js';
import type { ReportCell } from '../../reportContent.js';
import { shownDate } from '../shownDate.js';
import { numberOf, type ChartSeries } from './seriesOf.js';

const MILLISECONDS_PER_DAY = 86_400_000;

/** What stands along a chart. */
export type Places = 'DATES' | 'NUMBERS' | 'NAMES';

/** Returns what the points of a chart are of. */
export function placesOf(series: readonly ChartSeries[]): Places {
  const all = series.flatMap(({ points }) => points.map(({ x }) => x));
  if (all.every(isDate)) return 'DATES';
  return all.every((x) => !Number.isNaN(numberOf(x))) ? 'NUMBERS' : 'NAMES';
}

/** Returns where on its axis a date or a number is. */
export const placeOf = (x: ReportCell, places: Places): Date | number =>
  places === 'DATES' ? new Date(dayOf(String(x)) * MILLISECONDS_PER_DAY) : numberOf(x);

/** Shows the date or name that a point is of. */
export const nameOf = (x: ReportCell): string =>
  typeof x === 'string' ? (shownDate(x) ?? x) : x === null ? 'not known' : String(x);

const isDate = (x: ReportCell): boolean => typeof x === 'string' && !Number.isNaN(dayOf(x));
