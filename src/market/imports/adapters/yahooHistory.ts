import { UserError } from '../../../userError.js';
import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { fieldsOf, firstOf, hasColumns, rowsBelow } from './reading/headers.js';
import { plainNumber } from './reading/plainNumber.js';
import { sized } from './reading/sized.js';
import { writtenDate } from './reading/writtenDate.js';

const NUMBERS = ['Open', 'High', 'Low', 'Close', 'Volume'];

/**
 * The history of one stock as Yahoo Finance gave it for download. It names no stock. Its prices are adjusted for splits up to
 * the day of the download; `Adj Close` is adjusted for dividends, too, and is not read.
 */
export const yahooHistory: Adapter = {
  name: 'yahoo-history',
  title: 'Yahoo Finance history of a stock (CSV)',
  gives: { prices: { columns: ['ticker', 'date', 'open', 'high', 'low', 'close', 'volume'] } },
  source: 'SECONDARY',
  isAdjusted: true,
  recognises: (content) => hasColumns(content, ['Date', ...NUMBERS, 'Adj Close']),
  dayOf: (content) => writtenDate(firstOf(content as TableContent, 'Date')),
  read: (content, out, { ticker }) => {
    const table = content as TableContent;
    if (ticker === null) {
      throw new UserError(
        `${table.name} names no stock, and names of files are not believed: expected the option --ticker, as in --ticker ` +
          'RELIANCE. Nothing of it was taken.',
      );
    }
    const field = fieldsOf(table);
    const date = field('Date');
    const numbers = NUMBERS.map(field);
    for (const { fields, line } of rowsBelow(table)) {
      if (!sized('prices', fields, table.header, line, out)) continue;
      const values = numbers.map((read) => plainNumber(read(fields)));
      const day = writtenDate(date(fields)) ?? date(fields);
      // Yahoo writes null for days on which nothing traded.
      if (values.every((value) => value === 'null' || value === '')) out.leaveOut('prices', 'NO_VALUE', day);
      else out.row('prices', [ticker, day, ...values], line);
    }
  },
};
