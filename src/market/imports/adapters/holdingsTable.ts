import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { fieldsOf, hasColumns, rowsBelow } from './reading/headers.js';
import { writtenDate } from './reading/writtenDate.js';

/** A table of shareholdings that programs copy from NSE's site. It does not say when they were published. */
export const holdingsTable: Adapter = {
  name: 'shareholding-table',
  title: 'shareholding table (CSV)',
  gives: {
    shareholding: {
      columns: ['ticker', 'quarter_end', 'promoter_pct', 'pledged_pct', 'fii_pct', 'dii_pct'],
      keep: ['pledged_pct', 'fii_pct', 'dii_pct'],
    },
  },
  source: 'SECONDARY',
  market: 'ANY',
  recognises: (content) =>
    hasColumns(content, ['SYMBOL', 'PERIOD', 'PROMOTER_%', 'PLEDGED_%', 'FII_%', 'DII_%']),
  read: (content, out) => {
    const table = content as TableContent;
    const [symbol, period, promoter, ...others] = [
      ...['SYMBOL', 'PERIOD', 'PROMOTER_%', 'PLEDGED_%', 'FII_%', 'DII_%'],
    ].map(fieldsOf(table));
    for (const { fields, line } of rowsBelow(table)) {
      const end = period(fields);
      if (promoter(fields) === '') out.leaveOut('shareholding', 'NO_VALUE', `${symbol(fields)} ${end}`);
      else {
        const percents = [promoter, ...others].map((read) => read(fields));
        out.row('shareholding', [symbol(fields), writtenDate(end) ?? end, ...percents], line);
      }
    }
  },
};
