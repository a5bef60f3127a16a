import type { Database } from '../../../database/database.js';
import type { ReportFormat } from '../names.js';

/** Reads a file of a report, which `findReportFile` has found; null: it is gone since. */
export async function readReportFile(
  db: Database['db'],
  id: number,
  format: ReportFormat,
): Promise<Buffer | null> {
  const row = await db
    .selectFrom('report_files')
    .where('report_id', '=', id)
    .where('format', '=', format)
    .select('body')
    .executeTakeFirst();
  return row?.body ?? null;
}
