import type { Adapter } from './adapter.js';
import { FILING_GIVES, FilingRows } from './reading/filingRows.js';
import { shareholdingSubject } from './reading/filingSubjects.js';
import { HOLDING_GIVES } from './reading/holdingRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { writtenDate } from './reading/writtenDate.js';

const KEYS = ['symbol', 'date', 'pr_and_prgrp', 'public_val'];

/** The list of filed shareholdings of NSE's site: the promoter's part. The XBRL file of a filing names the others. */
export const nseHoldings: Adapter = {
  name: 'nse-shareholding-list',
  title: 'NSE shareholding patterns (JSON)',
  gives: { ...HOLDING_GIVES, ...FILING_GIVES },
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    const filings = new FilingRows(out);
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, end, promoter, told, submitted, url] = [
        ...['symbol', 'date', 'pr_and_prgrp', 'broadcastDate', 'submissionDate', 'xbrl'],
      ].map((key) => textIn(record, key));
      const published = told || submitted;
      const periodEnd = writtenDate(end) ?? end;
      const subject = shareholdingSubject(periodEnd);
      const filing = {
        exchange: 'NSE',
        category: 'SHAREHOLDING',
        periodEnd,
        at: published,
        subject,
        url,
      } as const;
      filings.add({ ticker, ...filing }, place + 1);
      if (promoter === '') out.leaveOut('shareholding', 'NO_VALUE', `${ticker} ${end}`);
      else {
        out.row(
          'shareholding',
          [ticker, periodEnd, promoter, writtenDate(published) ?? published],
          place + 1,
        );
      }
    }
  },
};
