import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { fieldsOf, hasColumns, rowsBelow } from './reading/headers.js';
import { SHARE_SERIES } from './reading/priceColumns.js';

/**
 * The companies of an index of NSE. Its industry is the exchange's first level: it is taken for companies of which none is
 * known, because a list of members is no news of what a company does.
 */
export const indexConstituents: Adapter = {
  name: 'nse-index-constituents',
  title: 'NSE index constituents (CSV)',
  gives: {
    companies: { columns: ['ticker', 'name', 'isin', 'industry'], keep: ['name', 'isin', 'industry'] },
  },
  source: 'PRIMARY',
  recognises: (content) => hasColumns(content, ['Company Name', 'Industry', 'Symbol', 'Series', 'ISIN Code']),
  read: (content, out) => {
    const table = content as TableContent;
    const [name, industry, symbol, series, isin] = [
      'Company Name',
      'Industry',
      'Symbol',
      'Series',
      'ISIN Code',
    ].map(fieldsOf(table));
    for (const { fields, line } of rowsBelow(table)) {
      if (SHARE_SERIES.has(series(fields))) {
        out.row('companies', [symbol(fields), name(fields), isin(fields), industry(fields)], line);
      } else out.leaveOut('companies', 'OTHER_SERIES', `${symbol(fields)} ${series(fields)}`);
    }
  },
};
