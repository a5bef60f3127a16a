import type pg from 'pg';
import type { EmbedPayload } from './embedJob.js';

/**
 * Locks a document until the end of the transaction, where its vectors are still to be replaced.
 *
 * @param client is in a transaction
 * @returns false where they are of the model, or the document was deleted or is processed again
 */
export async function lockOutdated(
  client: pg.ClientBase,
  { documentId, model }: EmbedPayload,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM documents
     WHERE id = $1 AND model IS DISTINCT FROM $2 AND status = 'READY' AND deleted_at IS NULL FOR UPDATE`,
    [documentId, model],
  );
  return rowCount === 1;
}
