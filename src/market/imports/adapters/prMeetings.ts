import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { EVENT_GIVES, EventRows } from './reading/eventRows.js';
import { meetingKind } from './reading/meetingKind.js';
import { prEntries } from './reading/prEntries.js';

const HEADER = /^COMPANY NAME\s+SYMBOL\s*: *BM DATE\s*: *BM PURPOSE/i;
const ENTRY = /^(.*?)\s{2,}(\S+) : (\d{1,2}-[A-Z]{3}-\d{4}) : (.*)$/i;

/** The board meetings of NSE's daily reports (`Bm` of PRddmmyy.zip), whose purposes go on over lines. */
export const prMeetings: Adapter = {
  name: 'nse-pr-board-meetings',
  title: 'NSE board meetings (Bm of PRddmmyy.zip)',
  gives: EVENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => content.kind === 'TABLE' && HEADER.test(content.text),
  read: (content, out) => {
    const events = new EventRows(out);
    for (const { fields, text, line } of prEntries((content as TableContent).text, ENTRY)) {
      const [, ticker, date, purpose] = fields;
      const detail = `${purpose} ${text}`;
      events.add({ ticker, date, kind: meetingKind(detail), announcedOn: '', detail }, line);
    }
    events.give();
  },
};
