import type { ReportTable } from '../reportContent.js';
import type { TemplateTable } from '../template/reportTemplate.js';
import type { TemplateVariables } from '../template/variablesOf.js';
import { cellAt } from './cellAt.js';
import { meets } from './meets.js';
import { placeOf } from './place.js';
import { rowsAt } from './rowsAt.js';

/** The most rows of a table; the report says so where there are more. */
export const MOST_ROWS = 5_000;

/**
 * Returns a table of a report, with its rows in the order of the answers.
 *
 * @param answers those to its question, one for each part of a list; none: it was not asked
 * @returns the table, and how many rows it has without a bound
 * @throws Error where the answer has another form than the table expects
 */
export function tableOf(
  { id, title, columns, rows: paths, where, empty }: TemplateTable,
  answers: readonly unknown[],
  variables: TemplateVariables,
): { readonly table: ReportTable; readonly rows: number } {
  const all = rowsAt(answers.map(placeOf), paths).filter((row) => meets(row, where, variables));
  const rows = all.slice(0, MOST_ROWS).map((row) => columns.map(({ path }) => cellAt(row, path)));
  const table: ReportTable = {
    id,
    title,
    columns: columns.map(({ name, title: heading, unit = null, unitColumn = null }) => ({
      name,
      title: heading,
      unit,
      unitColumn,
    })),
    rows,
    reason: rows.length === 0 ? empty : null,
  };
  return { table, rows: all.length };
}
