import type { Adapter } from './adapter.js';
import { HOLDING_GIVES } from './reading/holdingRows.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { writtenDate } from './reading/writtenDate.js';

const KEYS = ['symbol', 'date', 'pr_and_prgrp', 'public_val'];

/** The list of filed shareholdings of NSE's site: the promoter's part. The XBRL file of a filing names the others. */
export const nseHoldings: Adapter = {
  name: 'nse-shareholding-list',
  title: 'NSE shareholding patterns (JSON)',
  gives: HOLDING_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, end, promoter, told, submitted] = [
        ...['symbol', 'date', 'pr_and_prgrp', 'broadcastDate', 'submissionDate'],
      ].map((key) => textIn(record, key));
      const published = told || submitted;
      if (promoter === '') out.leaveOut('shareholding', 'NO_VALUE', `${ticker} ${end}`);
      else {
        const days = [writtenDate(end) ?? end, writtenDate(published) ?? published];
        out.row('shareholding', [ticker, days[0], promoter, days[1]], place + 1);
      }
    }
  },
};
