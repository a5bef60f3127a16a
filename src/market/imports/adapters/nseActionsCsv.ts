import type { TableContent } from '../sources/content.js';
import { ACTION_GIVES, giveAction } from './reading/actionRow.js';
import type { Adapter } from './adapter.js';
import { fieldsOf, hasColumns, rowsBelow } from './reading/headers.js';
import { SHARE_SERIES } from './reading/priceColumns.js';

/** The corporate actions of NSE as a table, which the site and programs that copy it write. */
export const nseActionsCsv: Adapter = {
  name: 'nse-actions-csv',
  title: 'NSE corporate actions (CSV)',
  gives: ACTION_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => hasColumns(content, ['SYMBOL', 'PURPOSE', 'EX_DATE', 'FACE_VALUE']),
  read: (content, out) => {
    const table = content as TableContent;
    const [symbol, series, purpose, exDate, faceValue] = [
      'SYMBOL',
      'SERIES',
      'PURPOSE',
      'EX_DATE',
      'FACE_VALUE',
    ].map(fieldsOf(table));
    for (const { fields, line } of rowsBelow(table)) {
      const ticker = symbol(fields);
      const own = series(fields);
      if (own !== '' && !SHARE_SERIES.has(own)) out.leaveOut('actions', 'OTHER_SERIES', `${ticker} ${own}`);
      else {
        const listed = {
          ticker,
          exDate: exDate(fields),
          text: purpose(fields),
          faceValue: faceValue(fields),
        };
        giveAction(out, listed, line);
      }
    }
  },
};
