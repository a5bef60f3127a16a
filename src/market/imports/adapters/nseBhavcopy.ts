import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { firstOf, hasColumns } from './reading/headers.js';
import { PRICE_COLUMNS } from './reading/priceColumns.js';
import { shareRows } from './reading/shareRows.js';
import { writtenDate } from './reading/writtenDate.js';

/**
 * The bhavcopy of NSE until July 2024 (`cmDDMMMYYYYbhav.csv`). Before mid 2011 it ends with the date; later there are trades,
 * ISIN and an empty column.
 */
export const nseBhavcopy: Adapter = {
  name: 'nse-bhavcopy',
  title: 'NSE bhavcopy (until July 2024)',
  gives: { prices: { columns: PRICE_COLUMNS } },
  source: 'PRIMARY',
  market: 'NSE',
  recognises: (content) =>
    hasColumns(content, ['SYMBOL', 'SERIES', 'PREVCLOSE', 'TOTTRDQTY', 'TOTTRDVAL', 'TIMESTAMP']),
  dayOf: (content) => writtenDate(firstOf(content as TableContent, 'TIMESTAMP')),
  read: (content, out) =>
    shareRows(
      content as TableContent,
      {
        symbol: 'SYMBOL',
        series: 'SERIES',
        date: 'TIMESTAMP',
        open: 'OPEN',
        high: 'HIGH',
        low: 'LOW',
        close: 'CLOSE',
        volume: 'TOTTRDQTY',
        value: 'TOTTRDVAL',
      },
      out,
    ),
};
