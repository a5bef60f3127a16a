import type pg from 'pg';
import { inTransaction } from '../../../database/transaction.js';
import { withConnection } from '../../../database/withConnection.js';
import type { ReportFormat } from '../names.js';
import type { ReportChanges } from '../reportDocument.js';
import type { StoredContent } from './storedContent.js';

/** What a report is when it is made. */
export interface MadeReport {
  readonly id: number;
  readonly stored: StoredContent;
  readonly changes: ReportChanges | null;
  readonly files: ReadonlyMap<ReportFormat, Buffer>;
}

/**
 * Stores a report with its files, all of it or nothing.
 *
 * @returns false where it does not run any more: it is gone, or another worker has made it
 */
export function endReport(
  pool: pg.Pool,
  { id, stored: { content, text, hash }, changes, files }: MadeReport,
): Promise<boolean> {
  return withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const { rowCount } = await client.query(
        `UPDATE reports SET status = 'SUCCEEDED', step = NULL, finished_at = clock_timestamp(), content = $2, hash = $3,
           template_version = $4, changes = $5
         WHERE id = $1 AND status = 'RUNNING'`,
        [id, text, hash, content.templateVersion, changes && JSON.stringify(changes)],
      );
      if (rowCount === 0) return false;
      for (const [format, body] of files) {
        await client.query(
          'INSERT INTO report_files (report_id, format, bytes, body) VALUES ($1, $2, $3, $4)',
          [id, format, body.length, body],
        );
      }
      return true;
    }),
  );
}
