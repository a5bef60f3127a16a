import type { Adapter } from './adapter.js';
import { EVENT_GIVES, EventRows } from './reading/eventRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { meetingKind } from './reading/meetingKind.js';

const KEYS = ['symbol', 'purpose', 'bm_desc', 'date'];

/** NSE's calendar of events: board meetings to come. */
export const nseEventCalendar: Adapter = {
  name: 'nse-event-calendar',
  title: 'NSE event calendar (JSON)',
  gives: EVENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    const events = new EventRows(out);
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, date, purpose, detail] = ['symbol', 'date', 'purpose', 'bm_desc'].map((key) =>
        textIn(record, key),
      );
      const kind = meetingKind(purpose, detail);
      events.add({ ticker, date, kind, announcedOn: '', detail: detail || purpose }, place + 1);
    }
    events.give();
  },
};
