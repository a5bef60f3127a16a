import { realpath } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../userError.js';
import { holidays, type KnownCalendarEntry } from '../datasets/holidays.js';
import { BARE_CONTEXT } from './columns.js';
import { readFacts } from './readFile.js';

const NSE_CALENDAR = fileURLToPath(new URL('../../../config/calendar/nse.csv', import.meta.url));

/**
 * Returns NSE's holidays and special sessions, as they are shipped in config/calendar/nse.csv.
 *
 * @throws UserError where a row of the file is wrong
 */
export async function nseCalendar(): Promise<readonly KnownCalendarEntry[]> {
  // Package managers may install links to files.
  const { facts, refusals } = await readFacts(await realpath(NSE_CALENDAR), holidays, BARE_CONTEXT);
  if (refusals.length === 0) return facts.map((entry) => ({ ...entry, shipped: true }));
  throw new UserError(`${NSE_CALENDAR}, line ${refusals[0].line}: ${refusals[0].reason}. Fix the file.`);
}
