import type { Adapter } from './adapter.js';
import { FILING_GIVES, FilingRows } from './reading/filingRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';

const KEYS = ['companyName', 'fromYr', 'toYr', 'fileName'];

/**
 * The annual reports that NSE's site lists. A row names the company, not its symbol, and the years, but not in which month they
 * end.
 */
export const nseAnnualReports: Adapter = {
  name: 'nse-annual-reports',
  title: 'NSE list of annual reports (JSON)',
  gives: FILING_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS, 'data') !== null,
  read: (content, out, { tickerOfName }) => {
    const filings = new FilingRows(out);
    for (const [place, record] of (jsonRecords(content, KEYS, 'data') ?? []).entries()) {
      const [name, from, to, at, url] = [
        ...['companyName', 'fromYr', 'toYr', 'broadcast_dttm', 'fileName'],
      ].map((key) => textIn(record, key));
      const ticker = tickerOfName(name);
      if (ticker === null) {
        out.leaveOut('filings', 'UNKNOWN_STOCK', name);
        continue;
      }
      const subject = `Annual report ${from}–${to}`;
      const filing = { exchange: 'NSE', category: 'ANNUAL_REPORT', periodEnd: '', at, subject, url } as const;
      filings.add({ ticker, ...filing }, place + 1);
    }
  },
};
