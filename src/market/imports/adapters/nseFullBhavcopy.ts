import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { firstOf, hasColumns } from './reading/headers.js';
import { PRICE_COLUMNS } from './reading/priceColumns.js';
import { rupeesOfLakh } from './reading/rupeesOfLakh.js';
import { shareRows } from './reading/shareRows.js';
import { writtenDate } from './reading/writtenDate.js';

/** The bhavcopy of NSE with deliveries (`sec_bhavdata_full`). Its turnover is in lakh with two decimals. */
export const nseFullBhavcopy: Adapter = {
  name: 'nse-full-bhavcopy',
  title: 'NSE bhavcopy with deliveries (sec_bhavdata_full)',
  gives: { prices: { columns: PRICE_COLUMNS } },
  source: 'PRIMARY',
  market: 'NSE',
  valueStep: 1_000,
  recognises: (content) =>
    hasColumns(content, ['SYMBOL', 'SERIES', 'DATE1', 'CLOSE_PRICE', 'TTL_TRD_QNTY', 'TURNOVER_LACS']),
  dayOf: (content) => writtenDate(firstOf(content as TableContent, 'DATE1')),
  read: (content, out) =>
    shareRows(
      content as TableContent,
      {
        symbol: 'SYMBOL',
        series: 'SERIES',
        date: 'DATE1',
        open: 'OPEN_PRICE',
        high: 'HIGH_PRICE',
        low: 'LOW_PRICE',
        close: 'CLOSE_PRICE',
        volume: 'TTL_TRD_QNTY',
        value: 'TURNOVER_LACS',
        rupees: rupeesOfLakh,
      },
      out,
    ),
};
