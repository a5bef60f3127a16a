import type { ReportTable } from '../../reportContent.js';
import { unitOf } from '../cells.js';
import { columnsOf } from './columnsOf.js';
import { html, type Markup } from './markup.js';
import { scrolled } from './scrolled.js';
import { valueOf } from './valueOf.js';

/** Shows a line for each column: for few rows that have many. With several rows, the first column heads them. */
export function factsOf(table: ReportTable): Markup {
  const columns = columnsOf(table);
  const isOne = table.rows.length === 1;
  const [first] = columns;
  const head = isOne
    ? null
    : html`<thead>
        <tr>
          <th scope="col">${first.column.title}</th>
          ${table.rows.map(
            (row) => html`<th scope="col">${valueOf(row[first.at], unitOf(table, row, first.column))}</th>`,
          )}
        </tr>
      </thead> `;
  const lines = (isOne ? columns : columns.slice(1)).map(
    ({ column, at }) =>
      html`<tr>
        <th scope="row">${column.title}</th>
        ${table.rows.map((row) => html`<td>${valueOf(row[at], unitOf(table, row, column))}</td>`)}
      </tr> `,
  );
  return scrolled(
    table,
    html`${head}
      <tbody>
        ${lines}
      </tbody>`,
    {
      kind: 'facts',
      width: table.rows.length,
    },
  );
}
