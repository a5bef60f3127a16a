import { dayOf } from '../../../../market/day.js';
import type { ReportUnit } from '../../names.js';
import type { ReportCell, ReportTable } from '../../reportContent.js';
import type { TemplateTable } from '../../template/reportTemplate.js';
import { columnAt, unitOf } from '../cells.js';
import { headingOf } from './columnsOf.js';
import { markup, type Markup } from './markup.js';
import { scrolled } from './scrolled.js';
import { valueOf } from './valueOf.js';

type Across = NonNullable<TemplateTable['across']>;

interface Line {
  readonly heads: readonly ReportCell[];
  /** What stands below each head of a column; several where rows are told apart by other columns. */
  readonly cells: Map<ReportCell, Cell[]>;
}

interface Cell {
  readonly value: ReportCell;
  readonly unit: ReportUnit | null;
}

/**
 * Shows one line for the values of some columns together and one column for each value of another one, such as a figure by
 * period. Dates stand with the newest first, other values in their order.
 */
export function acrossOf(table: ReportTable, across: Across): Markup {
  const { lines, heads } = linesOf(table, across);
  const columns = ordered(heads);
  const titles = across.rows.map((name) => table.columns[columnAt(table, name)].title);
  const body = markup`<thead><tr>${titles.map((title) => markup`<th scope="col">${title}</th>`)}${columns.map(
    (head) => markup`<th scope="col" class="number">${valueOf(head, null)}</th>`,
  )}</tr></thead>
<tbody>
${lines.map((line) => lineOf(line, columns))}</tbody>`;
  const width = titles.length + columns.length;
  return markup`${scrolled(table, body, { kind: 'across', width })}${restOf(table, across)}`;
}

function linesOf(
  table: ReportTable,
  { rows, columns, cells }: Across,
): { readonly lines: readonly Line[]; readonly heads: readonly ReportCell[] } {
  const places = rows.map((name) => columnAt(table, name));
  const [columnsAt, cellsAt] = [columnAt(table, columns), columnAt(table, cells)];
  const lines = new Map<string, Line>();
  for (const row of table.rows) {
    const heads = places.map((place) => row[place]);
    const key = JSON.stringify(heads);
    const line: Line = lines.get(key) ?? { heads, cells: new Map<ReportCell, Cell[]>() };
    lines.set(key, line);
    const cell = { value: row[cellsAt], unit: unitOf(table, row, table.columns[cellsAt]) };
    line.cells.set(row[columnsAt], [...(line.cells.get(row[columnsAt]) ?? []), cell]);
  }
  return { lines: [...lines.values()], heads: [...new Set(table.rows.map((row) => row[columnsAt]))] };
}

function lineOf({ heads, cells }: Line, columns: readonly ReportCell[]): Markup {
  const units = new Set([...cells.values()].flat().map(({ unit }) => unit));
  const [unit] = units;
  const isUnitAbove = units.size === 1;
  const [first, ...others] = heads;
  const title = headingOf({ title: String(first ?? 'not known'), unit: isUnitAbove ? unit : null });
  return markup`<tr><th scope="row">${title}</th>${others.map(
    (head) => markup`<td>${valueOf(head, null)}</td>`,
  )}${columns.map((column) => {
    const values = (cells.get(column) ?? []).map((cell) => valueOf(cell.value, cell.unit, { isUnitAbove }));
    return markup`<td class="number">${values.map((value, k) => (k === 0 ? value : markup`<br>${value}`))}</td>`;
  })}</tr>\n`;
}

/** Says what this form leaves out. */
function restOf(table: ReportTable, { rows, columns, cells }: Across): Markup | null {
  const there = new Set([...rows, columns, cells, ...table.columns.map(({ unitColumn }) => unitColumn)]);
  const rest = table.columns.filter(({ name }) => !there.has(name)).map(({ title }) => title);
  return rest.length === 0
    ? null
    : markup`<p class="note">Only in the CSV and JSON files: ${rest.join(', ')}.</p>\n`;
}

const ordered = (heads: readonly ReportCell[]): readonly ReportCell[] =>
  heads.every((head) => typeof head === 'string' && !Number.isNaN(dayOf(head)))
    ? heads.toSorted((a, b) => (String(a) < String(b) ? 1 : -1))
    : heads;
