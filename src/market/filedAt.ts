import type { Day } from '../scoring/names.js';
import { dayOf, isoOf } from './day.js';

/** When a filing was made: a day in India, and the second of it. */
export interface FiledAt {
  readonly filedOn: Day;
  /** TIME_UNKNOWN where only the day is known. */
  readonly filedSecond: number;
}

const SECONDS_PER_DAY = 86_400;
const INDIA_SECONDS = 19_800;
/** The second of a filing of which only the day is known: its end, so that nothing counts before it was known. */
export const TIME_UNKNOWN = SECONDS_PER_DAY;

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,9})?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d)))?$/;

/**
 * Reads an instant by RFC 3339 with its offset, or a date alone, of which the time is then not known. Parts of a second are
 * left out.
 *
 * @returns null where the text is neither
 */
export function filedAtOf(text: string): FiledAt | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, date, hour, minute, second, sign, hours = '0', minutes = '0'] = match;
  const day = dayOf(date);
  if (day !== day) return null;
  if (hour === undefined) return { filedOn: day, filedSecond: TIME_UNKNOWN };
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  const ofDay = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const inIndia = ofDay - offset + INDIA_SECONDS;
  const days = Math.floor(inIndia / SECONDS_PER_DAY);
  return { filedOn: day + days, filedSecond: inIndia - days * SECONDS_PER_DAY };
}

/** Returns the text that `filedAtOf` reads. */
export function writtenFiledAt({ filedOn, filedSecond }: FiledAt): string {
  if (filedSecond === TIME_UNKNOWN) return isoOf(filedOn);
  const parts = [Math.floor(filedSecond / 3600), Math.floor(filedSecond / 60) % 60, filedSecond % 60];
  return `${isoOf(filedOn)}T${parts.map((part) => String(part).padStart(2, '0')).join(':')}+05:30`;
}

/** Returns the instant of a filing: the last second of the day in India where its time is not known. */
export function instantOfFiling({ filedOn, filedSecond }: FiledAt): Date {
  const second = Math.min(filedSecond, SECONDS_PER_DAY - 1);
  return new Date((filedOn * SECONDS_PER_DAY + second - INDIA_SECONDS) * 1000);
}
