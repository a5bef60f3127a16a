import type { Adapter } from './adapter.js';
import { ANNOUNCEMENT_GIVES, AnnouncementRows } from './reading/announcementRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';

const KEYS = ['symbol', 'desc', 'an_dt', 'attchmntText'];

/** The announcements that NSE's site answers with, of one company or of all. */
export const nseAnnouncements: Adapter = {
  name: 'nse-announcements',
  title: 'NSE announcements (JSON)',
  gives: ANNOUNCEMENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    const rows = new AnnouncementRows(out, 'NSE');
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, at, subject, text, url] = [
        ...['symbol', 'an_dt', 'desc', 'attchmntText', 'attchmntFile'],
      ].map((key) => textIn(record, key));
      rows.add({ ticker, at, subject, text, url }, place + 1);
    }
    rows.give();
  },
};
