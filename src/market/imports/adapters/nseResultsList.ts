import type { Adapter } from './adapter.js';
import { EVENT_GIVES, EventRows } from './reading/eventRows.js';
import { FILING_GIVES, FilingRows } from './reading/filingRows.js';
import { basisIn, resultsSubject } from './reading/filingSubjects.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { writtenDate } from './reading/writtenDate.js';

const KEYS = ['symbol', 'period', 'toDate', 'filingDate', 'xbrl'];

/**
 * The results that NSE's site lists: when companies told them, and the address of the XBRL file with the figures. Older
 * ones have no time of filing.
 */
export const nseResultsList: Adapter = {
  name: 'nse-results-list',
  title: 'NSE list of results (JSON)',
  gives: { ...EVENT_GIVES, ...FILING_GIVES },
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    const events = new EventRows(out);
    const filings = new FilingRows(out);
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, period, toDate, consolidated, filed, told, file] = [
        ...['symbol', 'relatingTo', 'toDate', 'consolidated', 'filingDate', 'broadCastDate', 'xbrl'],
      ].map((key) => textIn(record, key));
      const date = told || filed;
      // Where there is no document, the address ends with a dash.
      const xbrl = file.endsWith('/-') ? '' : file;
      const periodEnd = writtenDate(toDate) ?? toDate;
      const subject = resultsSubject(periodEnd, basisIn(consolidated));
      const filing = {
        exchange: 'NSE',
        category: 'RESULTS',
        periodEnd,
        at: date,
        subject,
        url: xbrl,
      } as const;
      filings.add({ ticker, ...filing }, place + 1);
      if (date === '') out.leaveOut('events', 'NO_VALUE', `${ticker} ${toDate}`);
      else {
        const said = [`${period} to ${toDate}`, consolidated, xbrl].filter((part) => part !== '');
        events.add({ ticker, date, kind: 'RESULTS', announcedOn: '', detail: said.join(', ') }, place + 1);
      }
    }
    events.give();
  },
};
