import type { Adapter } from './adapter.js';
import { EVENT_GIVES, EventRows } from './reading/eventRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';

const KEYS = ['scrip_Code', 'meeting_date'];

/** The days on which companies of BSE will tell their results. */
export const bseResultCalendar: Adapter = {
  name: 'bse-result-calendar',
  title: 'BSE result calendar (JSON)',
  gives: EVENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    const events = new EventRows(out);
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const ticker = `${textIn(record, 'scrip_Code')}.BO`;
      const date = textIn(record, 'meeting_date');
      events.add({ ticker, date, kind: 'RESULTS', announcedOn: '', detail: 'Results' }, place + 1);
    }
    events.give();
  },
};
