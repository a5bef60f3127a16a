import { UserError } from '../../../userError.js';
import { dayOf } from '../../day.js';
import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { ANNOUNCEMENT_GIVES, AnnouncementRows } from './reading/announcementRows.js';
import { dayOfName } from './reading/dayOfName.js';
import { daysIn } from './reading/daysIn.js';
import { prEntries } from './reading/prEntries.js';

const HEADER = /^COMPANY NAME\s+SYMBOL\s*: *ANNOUNCEMENTS/i;
const ENTRY = /^(.*?)\s{2,}(\S+) : (.*?) \2 : (.*)$/;
/** Announcements name days of the week before, such as that of a value of a fund. */
const NEAR_DAYS = 4;

/**
 * The announcements of NSE's daily reports (`An` of PRddmmyy.zip). They do not say of which day they are: the name of the
 * file does, and is believed only where the texts name days next to it.
 */
export const prAnnouncements: Adapter = {
  name: 'nse-pr-announcements',
  title: 'NSE announcements (An of PRddmmyy.zip)',
  gives: ANNOUNCEMENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => content.kind === 'TABLE' && HEADER.test(content.text),
  dayOf: (content) => dayOfName((content as TableContent).name),
  read: (content, out) => {
    const { name, text } = content as TableContent;
    const at = confirmedDay(name, text);
    const rows = new AnnouncementRows(out, 'NSE');
    for (const { fields, text: more, line } of prEntries(text, ENTRY)) {
      const [, ticker, subject, first] = fields;
      rows.add({ ticker, at, subject, text: `${first} ${more}`.trim() }, line);
    }
    rows.give();
  },
};

/** @throws UserError where the name has no day, or another one than the texts */
function confirmedDay(name: string, text: string): string {
  const day = dayOfName(name);
  if (day === null) {
    throw new UserError(
      `${name} does not say of which day its announcements are: expected a name such as An041220.txt, as in the zip file ` +
        'of the exchange. Nothing of it was taken.',
    );
  }
  let named = 0;
  for (const other of daysIn(text)) {
    const distance = dayOf(day) - dayOf(other);
    if (distance >= 0 && distance <= NEAR_DAYS) return day;
    named++;
  }
  if (named === 0) return day;
  throw new UserError(
    `${name} is of another day than its name says: none of the ${named} days in its texts is ${day} or just before it. ` +
      'Give it its own name. Nothing of it was taken.',
  );
}
