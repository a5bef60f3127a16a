import type { TableContent } from '../../sources/content.js';
import type { AdapterOutput } from '../adapter.js';
import { fieldsOf, rowsBelow } from './headers.js';
import { plainNumber } from './plainNumber.js';
import type { BarColumns } from './priceColumns.js';
import { sized } from './sized.js';
import { writtenDate } from './writtenDate.js';

/** Where a file of BSE's days has what its rows are told by. */
export interface ScripColumns extends BarColumns {
  /** The code of the scrip, such as 500325. */
  readonly code: string;
  /** Returns whether a row is of something else than a share. */
  readonly isOther: (read: (column: string) => string) => boolean;
}

/** Gives the rows of a file of BSE's days that are bars of stocks. Each security of BSE has a code of its own. */
export function scripRows(table: TableContent, columns: ScripColumns, out: AdapterOutput): void {
  const field = fieldsOf(table);
  const codeOf = field(columns.code);
  const { date } = columns;
  const dateOf = typeof date === 'string' ? field(date) : () => date.day;
  const { open, high, low, close, volume, value } = columns;
  const numbers = [open, high, low, close, volume, value].map(field);
  for (const { fields, line } of rowsBelow(table)) {
    if (!sized('prices', fields, table.header, line, out)) continue;
    if (columns.isOther((column) => field(column)(fields))) {
      out.leaveOut('prices', 'NOT_A_STOCK', codeOf(fields));
    } else {
      const day = writtenDate(dateOf(fields)) ?? dateOf(fields);
      // The series of BSE are groups, which say nothing of a series.
      const row = [`${codeOf(fields)}.BO`, day, ...numbers.map((read) => plainNumber(read(fields))), ''];
      out.row('prices', row, line);
    }
  }
}
