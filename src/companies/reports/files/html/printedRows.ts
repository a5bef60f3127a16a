import type { ReportTable } from '../../reportContent.js';
import type { TemplateTable } from '../../template/reportTemplate.js';
import { columnAt } from '../cells.js';

/** Returns a table with the rows that readers see of it. */
export function printedRows(table: ReportTable, { printed }: Pick<TemplateTable, 'printed'>): ReportTable {
  const conditions = (printed?.where ?? []).map(({ column, is, not }) => ({
    at: columnAt(table, column),
    is,
    not,
  }));
  const rows = table.rows.filter((row) =>
    conditions.every(
      ({ at, is, not }) => (is === undefined || row[at] === is) && (not === undefined || row[at] !== not),
    ),
  );
  return { ...table, rows };
}
