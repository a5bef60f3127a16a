import { REPORT_UNITS, type ReportUnit } from '../names.js';
import type { ReportCell, ReportColumn, ReportTable } from '../reportContent.js';

/** Returns where a column of a table is. */
export function columnAt(table: ReportTable, name: string): number {
  const at = table.columns.findIndex((column) => column.name === name);
  if (at >= 0) return at;
  throw new Error(
    `Expected a column ${name} of the table ${table.id}, got none: its template is of another version.`,
  );
}

/** Returns the unit of a cell: that of its column, or the one that its row states. Null: none. */
export function unitOf(
  { columns }: ReportTable,
  row: readonly ReportCell[],
  { unit, unitColumn }: ReportColumn,
): ReportUnit | null {
  if (unitColumn === null) return unit;
  const stated = row[columns.findIndex(({ name }) => name === unitColumn)];
  return REPORT_UNITS.find((one) => one === stated) ?? unit;
}

/** Returns a number as JSON writes it, which is read as the same number. */
export const exactOf = (cell: number): string => JSON.stringify(cell);
