import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { firstOf } from './reading/headers.js';
import { PRICE_COLUMNS } from './reading/priceColumns.js';
import { shareRows } from './reading/shareRows.js';
import { kindOfUdiff, UDIFF_COLUMNS } from './reading/udiff.js';
import { writtenDate } from './reading/writtenDate.js';

/**
 * The bhavcopy of NSE in the unified format (UDiFF) of July 2024 and later. The file of derivatives has the same header, so
 * that the segment of each row is looked at.
 */
export const nseUdiff: Adapter = {
  name: 'nse-udiff',
  title: 'NSE bhavcopy (UDiFF)',
  gives: { prices: { columns: PRICE_COLUMNS } },
  source: 'PRIMARY',
  market: 'NSE',
  recognises: (content) => kindOfUdiff(content) === 'NSE',
  dayOf: (content) => writtenDate(firstOf(content as TableContent, 'TradDt')),
  read: (content, out) =>
    shareRows(
      content as TableContent,
      {
        symbol: 'TckrSymb',
        series: 'SctySrs',
        ...UDIFF_COLUMNS,
        isOther: (read) => read('Sgmt') !== 'CM' || read('Src') !== 'NSE',
      },
      out,
    ),
};
