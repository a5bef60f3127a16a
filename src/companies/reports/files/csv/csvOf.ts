import papa from 'papaparse';
import { neutralised } from '../../../../exports/formats/neutralised.js';
import type { ReportCell } from '../../reportContent.js';
import type { ReportDocument } from '../../reportDocument.js';
import { isAmount } from '../../shown/isAmount.js';
import { exactOf, unitOf } from '../cells.js';

const BYTE_ORDER_MARK = '\uFEFF';
const HEADER = ['table', 'row', 'column', 'unit', 'value'];

type Line = readonly [table: string, row: number, column: string, unit: string, value: ReportCell];

/**
 * Writes a report as CSV by RFC 4180 in UTF-8 with its mark. Because the tables have different columns and one file is handed
 * on, each line is one cell: its table, row from 1, column, unit and value. Null is empty; numbers are as in JSON; a text that
 * a spreadsheet might compute has an apostrophe before it.
 */
export const csvOf = (report: ReportDocument): string =>
  `${BYTE_ORDER_MARK}${papa.unparse([HEADER, ...linesOf(report).map(written)], { newline: '\r\n' })}\r\n`;

const written = ([table, row, column, unit, value]: Line): string[] => [
  neutralised(table),
  String(row),
  neutralised(column),
  unit,
  valueOf(value),
];

/** A decimal amount is no formula, also with its minus. */
function valueOf(cell: ReportCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return exactOf(cell);
  if (typeof cell === 'boolean') return String(cell);
  return isAmount(cell) ? cell : neutralised(cell);
}

function linesOf({ title, content, hash, createdAt, changes, madeBy, isSynthetic }: ReportDocument): Line[] {
  const { kind, inputs, on, templateVersion, findings, tables } = content;
  const about = {
    title,
    kind,
    ...inputs,
    on,
    hash,
    templateVersion,
    createdAt,
    madeBy,
    synthetic: isSynthetic,
    ...(changes !== null && { formerHash: changes.formerHash, changed: changes.total }),
  };
  return [
    ...fieldsOf('report', 1, about),
    ...findings.flatMap(({ rule, sentence, numbers }, k) => [
      ...fieldsOf('findings', k + 1, { rule, sentence }),
      ...numbers.map(({ name, value }): Line => ['findings', k + 1, name, '', value]),
    ]),
    ...(changes?.changes ?? []).flatMap(({ table, row, column, former, now }, k) =>
      fieldsOf('changed-since', k + 1, { table, row, column, former, now }),
    ),
    ...tables.flatMap((table) =>
      table.rows.flatMap((row, k) =>
        table.columns.map((column, at): Line => [
          table.id,
          k + 1,
          column.name,
          unitOf(table, row, column) ?? '',
          row[at],
        ]),
      ),
    ),
  ];
}

const fieldsOf = (table: string, row: number, fields: Readonly<Record<string, ReportCell>>): Line[] =>
  Object.entries(fields).map(([column, value]) => [table, row, column, '', value]);
