import type { IsoDate } from '../../../../scoring/names.js';
import { UserError } from '../../../../userError.js';
import { namedDays } from './namedDays.js';

/**
 * Returns the day that the name of a file tells, for layouts whose rows name no date. The caller compares the rows with what
 * is known of that day.
 *
 * @param pattern day, month and year as its groups
 * @param example a name that tells a day
 * @throws UserError where it tells none, or several
 */
export function requireNamedDay(name: string, pattern: RegExp, example: string): IsoDate {
  const days = namedDays(name, pattern);
  if (days.length === 1) return days[0];
  const got = days.length === 0 ? 'a name that tells none' : `one that tells ${days.join(' and ')}`;
  throw new UserError(
    `${name}: its rows name no date, so that only the name of the exchange tells its day. Expected one as in ${example}, got ` +
      `${got}. Name it as the exchange does, or import a layout that has dates. Nothing of it was taken.`,
  );
}
