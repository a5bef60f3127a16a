import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';

/** Writes a day as a date of PostgreSQL, which may be infinite as well. */
export function sqlDate(day: Day): string {
  return day === Infinity ? 'infinity' : day === -Infinity ? '-infinity' : isoOf(day);
}
