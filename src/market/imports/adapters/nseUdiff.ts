import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { fieldsOf, firstOf, hasColumns, rowsBelow } from './headers.js';
import { PRICE_COLUMNS, SHARE_SERIES } from './priceColumns.js';
import { writtenDate } from './writtenDate.js';

/** Columns that no other layout has. */
const COLUMNS = ['TradDt', 'Sgmt', 'Src', 'TckrSymb', 'SctySrs', 'ClsPric', 'TtlTradgVol', 'TtlTrfVal'];

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
  recognises: (content) => hasColumns(content, COLUMNS) && firstOf(content, 'Src') !== 'BSE',
  dayOf: (content) => writtenDate(firstOf(content as TableContent, 'TradDt')),
  read: (content, out) => {
    const table = content as TableContent;
    const field = fieldsOf(table);
    const [date, segment, symbol, series] = ['TradDt', 'Sgmt', 'TckrSymb', 'SctySrs'].map(field);
    const numbers = ['OpnPric', 'HghPric', 'LwPric', 'ClsPric', 'TtlTradgVol', 'TtlTrfVal'].map(field);
    for (const { fields, line } of rowsBelow(table)) {
      if (segment(fields) !== 'CM') out.leaveOut('prices', 'NOT_A_STOCK', symbol(fields));
      else if (!SHARE_SERIES.has(series(fields))) {
        out.leaveOut('prices', 'OTHER_SERIES', `${symbol(fields)} ${series(fields)}`);
      } else {
        const day = writtenDate(date(fields)) ?? date(fields);
        out.row('prices', [symbol(fields), day, ...numbers.map((read) => read(fields))], line);
      }
    }
  },
};
