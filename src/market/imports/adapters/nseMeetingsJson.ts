import type { Adapter } from './adapter.js';
import { EVENT_GIVES, EventRows } from './reading/eventRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { meetingKind } from './reading/meetingKind.js';

const KEYS = ['bm_symbol', 'bm_date', 'bm_purpose'];

/** The board meetings that NSE's site answers with, each with the time at which it was announced. */
export const nseMeetingsJson: Adapter = {
  name: 'nse-board-meetings-json',
  title: 'NSE board meetings (JSON)',
  gives: EVENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    const events = new EventRows(out);
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, date, purpose, description, announcedOn] = [
        ...['bm_symbol', 'bm_date', 'bm_purpose', 'bm_desc', 'bm_timestamp'],
      ].map((key) => textIn(record, key));
      const kind = meetingKind(purpose, description);
      events.add({ ticker, date, kind, announcedOn, detail: purpose || description }, place + 1);
    }
    events.give();
  },
};
