import type { IsoDate } from '../../../scoring/names.js';
import { UserError } from '../../../userError.js';
import { writtenDate } from './writtenDate.js';

/** Returns the days that the parts of a file's name tell; each part is a folder, a zip file or the file. */
const daysIn = (name: string, pattern: RegExp): ReadonlySet<IsoDate> =>
  new Set(
    name.split('/').flatMap((part) => {
      const match = pattern.exec(part);
      const day = match === null ? null : writtenDate(`${match[1]}-${match[2]}-${match[3]}`);
      return day === null ? [] : [day];
    }),
  );

/**
 * Returns the day that the name of a file tells. Names lie: it is for layouts alone whose rows name no date, and the caller
 * compares the rows with what is known of that day.
 *
 * @param pattern day, month and year as its groups
 * @returns null where the name tells no day, or the name of the zip file tells another one
 */
export function dayOfName(name: string, pattern: RegExp): IsoDate | null {
  const days = [...daysIn(name, pattern)];
  return days.length === 1 ? days[0] : null;
}

/**
 * Returns the day that the name of a file tells.
 *
 * @param example a name that does
 * @throws UserError where it tells none, or several
 */
export function requireDayOfName(name: string, pattern: RegExp, example: string): IsoDate {
  const days = [...daysIn(name, pattern)];
  if (days.length === 1) return days[0];
  const got = days.length === 0 ? 'a name that tells none' : `one that tells ${days.join(' and ')}`;
  throw new UserError(
    `${name}: its rows name no date, so that only the name of the exchange tells its day. Expected one as in ${example}, got ` +
      `${got}. Name it as the exchange does, or import a layout that has dates. Nothing of it was taken.`,
  );
}
