import { fileURLToPath } from 'node:url';
import { UserError } from '../../userError.js';
import type { CalendarEntry } from '../calendar.js';
import type { ImportContext } from './columns.js';
import { holidaysFormat } from './formats.js';
import { readFacts } from './readFile.js';

const NSE_CALENDAR = fileURLToPath(new URL('../../../config/calendar/nse.csv', import.meta.url));

/** Nothing is known yet that a row could be checked against, and no row here lies in the past or future. */
export const BARE_CONTEXT: ImportContext = {
  knownTickers: null,
  today: Infinity,
  closedBecause: () => null,
  defaultSource: 'PRIMARY',
};

/** NSE's holidays and special sessions, as shipped in config/calendar/nse.csv. */
export async function nseCalendar(): Promise<readonly CalendarEntry[]> {
  const { facts, refusals } = await readFacts(NSE_CALENDAR, holidaysFormat, BARE_CONTEXT);
  if (refusals.length === 0) return facts;
  throw new UserError(`${NSE_CALENDAR}, line ${refusals[0].line}: ${refusals[0].reason}. Fix the file.`);
}
