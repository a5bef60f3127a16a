import { dayOf } from '../../../day.js';
import type { Exchange, FilingCategory } from '../../../facts.js';
import type { Announcement } from './announcement.js';
import { filingCategory } from './filingCategory.js';
import type { ListedFiling } from './filingRows.js';
import { namedPeriod } from './namedPeriod.js';
import { writtenDate } from './writtenDate.js';

/** Only of these does a period that the text names say which one the filing is of. */
const OF_PERIOD: ReadonlySet<FilingCategory> = new Set([
  'RESULTS',
  'SHAREHOLDING',
  'ANNUAL_REPORT',
  'BOARD_OUTCOME',
]);

/** Returns the filing that an announcement is. */
export function announcedFiling(announcement: Announcement, exchange: Exchange): ListedFiling {
  const { ticker, at, subject: named, text, url } = announcement;
  const category = filingCategory(named, text);
  // Many texts repeat what the exchange calls the filing.
  const isRepeated = text.toLowerCase().includes(named.toLowerCase());
  const subject = isRepeated ? text : [named, text].filter((part) => part !== '').join(': ');
  const end = OF_PERIOD.has(category) ? namedPeriod(`${named}. ${text}`) : '';
  const filedOn = dayOf(writtenDate(at) ?? '');
  const periodEnd = end !== '' && dayOf(end) <= filedOn ? end : '';
  return { ticker, exchange, category, periodEnd, at, subject, ...(url !== undefined && { url }) };
}
