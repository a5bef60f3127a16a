import type { Database } from '../../../database/database.js';
import type { ReportFormat } from '../names.js';

/** How much of a file is in memory at a time, so that many slow readers take little. */
const PIECE_BYTES = 1_048_576;

/**
 * Reads a file of a report, which `findReportFile` has found, piece by piece.
 *
 * @param bytes how many it has
 * @throws Error where it is deleted meanwhile
 */
export async function* readReportFile(
  { query }: Pick<Database, 'query'>,
  id: number,
  format: ReportFormat,
  bytes: number,
): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; at += PIECE_BYTES) {
    const rows = await query<{ piece: Buffer }>(
      'SELECT substring(body FROM $3 FOR $4) AS piece FROM report_files WHERE report_id = $1 AND format = $2',
      [id, format, at + 1, PIECE_BYTES],
    );
    if (rows.length === 0) throw new Error('expected a file of a report, got one that was deleted meanwhile');
    yield rows[0].piece;
  }
}
