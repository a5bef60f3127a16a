import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { fieldsOf, firstOf, hasColumns, rowsBelow } from './reading/headers.js';
import { plainNumber } from './reading/plainNumber.js';
import { sized } from './reading/sized.js';
import { writtenDate } from './reading/writtenDate.js';

const PRICES = ['Open Index Value', 'High Index Value', 'Low Index Value', 'Closing Index Value'];

/**
 * The closes of NSE's indices (`ind_close_all`). Because a bar needs four values, rows that have a dash for one of them are
 * left out: those of indices that are computed once a day.
 */
export const nseIndexCloses: Adapter = {
  name: 'nse-index-closes',
  title: 'NSE index closes (ind_close_all)',
  gives: { indices: { columns: ['index', 'date', 'open', 'high', 'low', 'close'] } },
  source: 'PRIMARY',
  market: 'NSE_INDICES',
  recognises: (content) => hasColumns(content, ['Index Name', 'Index Date', ...PRICES]),
  dayOf: (content) => writtenDate(firstOf(content as TableContent, 'Index Date')),
  read: (content, out) => {
    const table = content as TableContent;
    const field = fieldsOf(table);
    const [index, date, ...prices] = ['Index Name', 'Index Date', ...PRICES].map(field);
    for (const { fields, line } of rowsBelow(table)) {
      if (!sized('indices', fields, table.header, line, out)) continue;
      const values = prices.map((read) => plainNumber(read(fields)));
      if (values.includes('')) out.leaveOut('indices', 'NO_VALUE', index(fields));
      else {
        const day = writtenDate(date(fields)) ?? date(fields);
        out.row('indices', [index(fields), day, ...values], line);
      }
    }
  },
};
