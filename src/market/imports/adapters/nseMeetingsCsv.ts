import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { EVENT_GIVES, EventRows } from './reading/eventRows.js';
import { fieldsOf, hasColumns, rowsBelow } from './reading/headers.js';
import { meetingKind } from './reading/meetingKind.js';

/** The board meetings of NSE as a table. It does not say when they were announced. */
export const nseMeetingsCsv: Adapter = {
  name: 'nse-board-meetings-csv',
  title: 'NSE board meetings (CSV)',
  gives: EVENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) =>
    hasColumns(content, ['SYMBOL', 'PURPOSE', 'DETAILS']) &&
    (hasColumns(content, ['MEETING_DATE']) || hasColumns(content, ['MEETING'])),
  read: (content, out) => {
    const events = new EventRows(out);
    const table = content as TableContent;
    const day = hasColumns(table, ['MEETING_DATE']) ? 'MEETING_DATE' : 'MEETING';
    const [symbol, date, purpose, details, broadcast] = [
      'SYMBOL',
      day,
      'PURPOSE',
      'DETAILS',
      'BROADCAST DATE/TIME',
    ].map(fieldsOf(table));
    for (const { fields, line } of rowsBelow(table)) {
      const detail = details(fields) || purpose(fields);
      const kind = meetingKind(purpose(fields), detail);
      const announcedOn = broadcast(fields) === '-' ? '' : broadcast(fields);
      events.add({ ticker: symbol(fields), date: date(fields), kind, announcedOn, detail }, line);
    }
    events.give();
  },
};
