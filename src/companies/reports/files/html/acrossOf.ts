import { dayOf } from '../../../../market/day.js';
import type { ReportUnit } from '../../names.js';
import type { ReportCell, ReportTable } from '../../reportContent.js';
import type { TemplateTable } from '../../template/reportTemplate.js';
import { columnAt, unitOf } from '../cells.js';
import { headingOf } from './columnsOf.js';
import { markup, type Markup } from './markup.js';
import { scrolled } from './scrolled.js';
import { valueOf } from './valueOf.js';

interface Line {
  readonly head: ReportCell;
  readonly cells: Map<ReportCell, { readonly value: ReportCell; readonly unit: ReportUnit | null }[]>;
}

/**
 * Shows one line for each value of a column and one column for each value of another one, such as a figure by period. Dates
 * stand with the newest first, other values in their order.
 */
export function acrossOf(table: ReportTable, across: Exclude<TemplateTable['across'], undefined>): Markup {
  const [rowsAt, columnsAt, cellsAt] = [across.rows, across.columns, across.cells].map((name) =>
    columnAt(table, name),
  );
  const lines = new Map<ReportCell, Line>();
  const heads = new Set<ReportCell>();
  for (const row of table.rows) {
    const head = row[rowsAt];
    let line = lines.get(head);
    if (line === undefined) lines.set(head, (line = { head, cells: new Map() }));
    heads.add(row[columnsAt]);
    const cell = { value: row[cellsAt], unit: unitOf(table, row, table.columns[cellsAt]) };
    const before = line.cells.get(row[columnsAt]);
    if (before === undefined) line.cells.set(row[columnsAt], [cell]);
    else before.push(cell);
  }
  const columns = ordered([...heads]);
  const body = markup`<thead><tr><th scope="col">${table.columns[rowsAt].title}</th>${columns.map(
    (head) => markup`<th scope="col" class="number">${valueOf(head, null)}</th>`,
  )}</tr></thead>
<tbody>${[...lines.values()].map((line) => lineOf(line, columns))}</tbody>`;
  return markup`${scrolled(table, body, { kind: 'across', width: columns.length + 1 })}${restOf(table, across)}`;
}

function lineOf({ head, cells }: Line, columns: readonly ReportCell[]): Markup {
  const units = new Set([...cells.values()].flat().map(({ unit }) => unit));
  const [unit] = units;
  const isUnitAbove = units.size === 1;
  const title = typeof head === 'string' ? head : String(head ?? 'not known');
  const heading = headingOf({ title, unit: isUnitAbove ? unit : null });
  return markup`<tr><th scope="row">${heading}</th>${columns.map((column) => {
    const values = cells.get(column) ?? [];
    return markup`<td class="number">${values.map(
      (one, k) => markup`${k > 0 ? markup`<br>` : null}${valueOf(one.value, one.unit, { isUnitAbove })}`,
    )}</td>`;
  })}</tr>\n`;
}

/** Says what this form leaves out. */
function restOf(
  table: ReportTable,
  { rows, columns, cells }: NonNullable<TemplateTable['across']>,
): Markup | null {
  const there = new Set([rows, columns, cells, ...table.columns.map(({ unitColumn }) => unitColumn)]);
  const rest = table.columns.filter(({ name }) => !there.has(name)).map(({ title }) => title);
  return rest.length === 0
    ? null
    : markup`<p class="note">Only in the CSV and JSON files: ${rest.join(', ')}.</p>\n`;
}

const ordered = (heads: readonly ReportCell[]): readonly ReportCell[] =>
  heads.every((head) => typeof head === 'string' && !Number.isNaN(dayOf(head)))
    ? [...heads].sort((a, b) => (String(a) < String(b) ? 1 : -1))
    : heads;
