import type { Adapter } from './adapter.js';
import { ANNOUNCEMENT_GIVES, AnnouncementRows } from './reading/announcementRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';

const KEYS = ['SCRIP_CD', 'NEWSSUB', 'NEWS_DT'];

/** The announcements that BSE's site answers with. */
export const bseAnnouncements: Adapter = {
  name: 'bse-announcements',
  title: 'BSE announcements (JSON)',
  gives: ANNOUNCEMENT_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS, 'Table') !== null,
  read: (content, out) => {
    const rows = new AnnouncementRows(out, 'BSE');
    for (const [place, record] of (jsonRecords(content, KEYS, 'Table') ?? []).entries()) {
      const [code, at, category, about, headline] = [
        'SCRIP_CD',
        'NEWS_DT',
        'SUBCATNAME',
        'NEWSSUB',
        'HEADLINE',
      ].map((key) => textIn(record, key));
      const text = [about, headline].filter((part) => part !== '').join('. ');
      rows.add({ ticker: `${code}.BO`, at, subject: category, text }, place + 1);
    }
    rows.give();
  },
};
