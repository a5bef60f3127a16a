import type { Adapter } from './adapter.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { writtenDate } from './reading/writtenDate.js';

const KEYS = ['comName', 'shp', 'percPromoterHolding', 'percPromoterShares'];

/**
 * The pledged shares that NSE's site answers with. `percPromoterShares` is the part of the promoter's shares that the promoter
 * pledged; `percSharesPledged` is what anybody pledged, and is never taken. The answer names the company, not its symbol.
 */
export const nsePledge: Adapter = {
  name: 'nse-pledge',
  title: 'NSE pledge data (JSON)',
  gives: {
    shareholding: {
      columns: ['ticker', 'quarter_end', 'promoter_pct', 'pledged_pct', 'published_on'],
    },
  },
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS, 'data') !== null,
  read: (content, out, { tickerOfName }) => {
    for (const [place, record] of (jsonRecords(content, KEYS, 'data') ?? []).entries()) {
      const [name, end, promoter, pledged, told] = [
        ...['comName', 'shp', 'percPromoterHolding', 'percPromoterShares', 'broadcastDt'],
      ].map((key) => textIn(record, key));
      const ticker = tickerOfName(name);
      if (ticker === null) out.leaveOut('shareholding', 'UNKNOWN_STOCK', name);
      else if (promoter === '' || pledged === '')
        out.leaveOut('shareholding', 'NO_VALUE', `${ticker} ${end}`);
      else {
        const days = [writtenDate(end) ?? end, writtenDate(told) ?? told];
        out.row('shareholding', [ticker, days[0], promoter, pledged, days[1]], place + 1);
      }
    }
  },
};
