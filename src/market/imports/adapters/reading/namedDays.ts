import type { IsoDate } from '../../../../scoring/names.js';
import { writtenDate } from './writtenDate.js';

/**
 * Returns the days that the parts of a file's name tell; each part is a folder, a zip file or the file. Names lie: they are
 * asked for layouts alone whose rows name no date.
 *
 * @param pattern day, month and year as its groups
 */
export function namedDays(name: string, pattern: RegExp): readonly IsoDate[] {
  const days = name.split('/').flatMap((part) => {
    const match = pattern.exec(part);
    const day = match === null ? null : writtenDate(`${match[1]}-${match[2]}-${match[3]}`);
    return day === null ? [] : [day];
  });
  return [...new Set(days)];
}
