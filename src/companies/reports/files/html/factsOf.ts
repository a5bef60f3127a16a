import type { ReportTable } from '../../reportContent.js';
import { unitOf } from '../cells.js';
import { columnsOf } from './columnsOf.js';
import { markup, type Markup } from './markup.js';
import { scrolled } from './scrolled.js';
import { valueOf } from './valueOf.js';

/** Shows a line for each column: for few rows that have many. With several rows, the first column heads them. */
export function factsOf(table: ReportTable): Markup {
  const columns = columnsOf(table);
  const isOne = table.rows.length === 1;
  const [first] = columns;
  const head = isOne
    ? null
    : markup`<thead><tr><th scope="col">${first.column.title}</th>${table.rows.map(
        (row) => markup`<th scope="col">${valueOf(row[first.at], unitOf(table, row, first.column))}</th>`,
      )}</tr></thead>\n`;
  const lines = (isOne ? columns : columns.slice(1)).map(
    ({ column, at }) =>
      markup`<tr><th scope="row">${column.title}</th>${table.rows.map(
        (row) => markup`<td>${valueOf(row[at], unitOf(table, row, column))}</td>`,
      )}</tr>\n`,
  );
  return scrolled(table, markup`${head}<tbody>${lines}</tbody>`, {
    kind: isOne ? 'facts one' : 'facts',
    width: table.rows.length,
  });
}
