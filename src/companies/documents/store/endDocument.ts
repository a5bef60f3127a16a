import type pg from 'pg';
import { appendDocumentEvent } from './appendDocumentEvent.js';
import { nextRevision } from './nextRevision.js';

/**
 * Ends the processing of a document, and tells of it.
 *
 * @param client is in a transaction that has the lock of documents
 * @param reason why it failed, at the step that it has; null: it is READY
 * @returns false where it is not processed any more: it was deleted, or is processed again
 */
export async function endDocument(
  client: pg.ClientBase,
  { id, generation }: { readonly id: number; readonly generation: number },
  reason: string | null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE documents SET reason = $3,
       status = CASE WHEN $3::text IS NULL THEN 'READY' ELSE 'FAILED' END,
       step = CASE WHEN $3::text IS NULL THEN NULL ELSE step END
     WHERE id = $1 AND generation = $2 AND status IN ('QUEUED', 'PROCESSING') AND deleted_at IS NULL`,
    [id, generation, reason],
  );
  if (rowCount === 0) return false;
  await client.query('UPDATE documents SET revision = $2 WHERE id = $1', [id, await nextRevision(client)]);
  await appendDocumentEvent(client, id, reason === null ? 'READY' : 'FAILED');
  return true;
}
