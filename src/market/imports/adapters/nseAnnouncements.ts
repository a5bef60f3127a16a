import type { Adapter } from './adapter.js';
import { AnnouncementRows } from './reading/announcementRows.js';
import { EVENT_GIVES } from './reading/eventRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';

const KEYS = ['symbol', 'desc', 'an_dt', 'attchmntText'];

/** The announcements that NSE's site answers with, of one company or of all. */
export const nseAnnouncements: Adapter = {
  name: 'nse-announcements',
  title: 'NSE announcements (JSON)',
  gives: EVENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    const rows = new AnnouncementRows(out);
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, at, subject, text] = ['symbol', 'an_dt', 'desc', 'attchmntText'].map((key) =>
        textIn(record, key),
      );
      rows.add({ ticker, at, subject, text }, place + 1);
    }
    rows.give();
  },
};
