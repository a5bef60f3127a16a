import { dayOfCivil, monthOf } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';

/**
 * Returns the days from which and up to which the whole months before a day are: the month of the day counts where it
 * ends on the day.
 *
 * @param months how many
 * @returns the last day before them, and their last day
 */
export function monthsBefore(day: Day, months: number): { readonly after: Day; readonly until: Day } {
  const endOf = (month: number): Day => dayOfCivil(Math.floor(month / 12), (month % 12) + 2, 0);
  const last = monthOf(day + 1) - 1;
  return { after: endOf(last - months), until: endOf(last) };
}
