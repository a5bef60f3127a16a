import { dayOf, dayOfCivil, isoOf, monthOf } from '../market/day.js';
import type { IsoDate } from '../scoring/names.js';

/**
 * Splits a span of days at the first of each month. PostgreSQL then sorts a month at a time in memory, instead of years on
 * its disk, and finds the rows by their keys.
 */
export function months(from: IsoDate, to: IsoDate): { readonly from: IsoDate; readonly to: IsoDate }[] {
  const [first, last] = [dayOf(from), dayOf(to)];
  const spans: { readonly from: IsoDate; readonly to: IsoDate }[] = [];
  for (let month = monthOf(first), day = first; day <= last; month++) {
    const next = dayOfCivil(Math.floor(month / 12), (month % 12) + 2, 1);
    spans.push({ from: isoOf(day), to: isoOf(Math.min(next - 1, last)) });
    day = next;
  }
  return spans;
}
