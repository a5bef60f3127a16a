import type { TemplateTable } from '../../template/reportTemplate.js';
import type { ReportTable } from '../../reportContent.js';
import { unitOf } from '../cells.js';
import { acrossOf } from './acrossOf.js';
import { columnsOf, headingOf } from './columnsOf.js';
import { factsOf } from './factsOf.js';
import { markup, type Markup } from './markup.js';
import { printedRows } from './printedRows.js';
import { scrolled } from './scrolled.js';
import { valueOf } from './valueOf.js';

/** So many rows have room next to each other. */
const MOST_BESIDE = 6;

/** Shows a table as its template says; without a row, why it has none. */
export function tableOf(whole: ReportTable, template: TemplateTable): Markup {
  const table = printedRows(whole, template);
  const [all, seen] = [whole.rows.length, table.rows.length];
  if (seen === 0) return emptyOf(table, all === 0 ? whole.reason : (template.printed?.none ?? null));
  return markup`${shownOf(table, template)}${
    seen === all
      ? null
      : markup`<p class="note">${seen} of ${all} rows: the others are only in the CSV and JSON files.</p>\n`
  }`;
}

const emptyOf = ({ id, title }: ReportTable, reason: string | null): Markup =>
  markup`<section class="empty" id="table-${id}"><h3>${title}</h3><p>${reason}</p></section>\n`;

function shownOf(table: ReportTable, { shown, across }: TemplateTable): Markup {
  if (across !== undefined) return acrossOf(table, across);
  if (shown === 'FACTS' && table.rows.length <= MOST_BESIDE) return factsOf(table);
  return linesOf(table);
}

/** Shows a line for each row. The first column heads it. */
export function linesOf(table: ReportTable): Markup {
  const columns = columnsOf(table);
  return scrolled(
    table,
    markup`<thead><tr>${columns.map(
      ({ column, isNumeric }) =>
        markup`<th scope="col"${isNumeric ? NUMERIC : null}>${headingOf(column)}</th>`,
    )}</tr></thead>
<tbody>${table.rows.map(
      (row) =>
        markup`<tr>${columns.map(({ column, at, isNumeric }, k) => {
          const value = valueOf(row[at], unitOf(table, row, column), {
            isUnitAbove: column.unitColumn === null,
          });
          return k === 0
            ? markup`<th scope="row"${isNumeric ? NUMERIC : null}>${value}</th>`
            : markup`<td${isNumeric ? NUMERIC : null}>${value}</td>`;
        })}</tr>\n`,
    )}</tbody>`,
  );
}

const NUMERIC = markup` class="number"`;
