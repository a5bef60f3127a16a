import type { IsoDate } from '../../../../scoring/names.js';
import { writtenDate } from './writtenDate.js';

/**
 * Returns the day in the name of a member of NSE's daily reports, such as `An041220.txt` or `an04122024.txt`; null where it
 * has none. It is asked for only where a file says nowhere else of which day it is.
 */
export function dayOfName(name: string): IsoDate | null {
  const match = /(?:^|\/)[A-Za-z]+(\d{2})(\d{2})(\d{2}|\d{4})\.[A-Za-z]+$/.exec(name);
  return match && writtenDate(`${match[1]}-${match[2]}-${match[3]}`);
}
