import type pg from 'pg';
import type { DocumentPayload } from '../store/documentJob.js';

/**
 * Locks a document until the end of the transaction, where a step of it is still to be done.
 *
 * @param client is in a transaction
 * @returns false where it was done by another worker, or the document was deleted, has failed, or is processed again
 */
export async function lockStep(
  client: pg.ClientBase,
  { documentId, generation, step }: DocumentPayload,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM documents
     WHERE id = $1 AND generation = $2 AND step = $3 AND status = 'PROCESSING' AND deleted_at IS NULL FOR UPDATE`,
    [documentId, generation, step],
  );
  return rowCount === 1;
}
