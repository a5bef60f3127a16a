import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { firstOf } from './reading/headers.js';
import { PRICE_COLUMNS } from './reading/priceColumns.js';
import { scripRows } from './reading/scripRows.js';
import { kindOfUdiff, UDIFF_COLUMNS } from './reading/udiff.js';
import { writtenDate } from './reading/writtenDate.js';

/** Groups of BSE that hold debt: fixed income, and securities of the government. */
const DEBT: ReadonlySet<string> = new Set(['F', 'G']);

/** The bhavcopy of BSE in the unified format (UDiFF) of July 2024 and later. A stock is told by its code, as 500325.BO. */
export const bseUdiff: Adapter = {
  name: 'bse-udiff',
  title: 'BSE bhavcopy (UDiFF)',
  gives: { prices: { columns: PRICE_COLUMNS } },
  source: 'PRIMARY',
  market: 'BSE',
  recognises: (content) => kindOfUdiff(content) === 'BSE',
  dayOf: (content) => writtenDate(firstOf(content as TableContent, 'TradDt')),
  read: (content, out) =>
    scripRows(
      content as TableContent,
      {
        code: 'FinInstrmId',
        ...UDIFF_COLUMNS,
        isOther: (read) =>
          read('Sgmt') !== 'CM' ||
          read('Src') !== 'BSE' ||
          read('FinInstrmTp') !== 'STK' ||
          DEBT.has(read('SctySrs')),
      },
      out,
    ),
};
