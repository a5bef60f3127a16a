import type pg from 'pg';
import { appendDocumentEvent } from './appendDocumentEvent.js';
import { countChange } from './countChange.js';
import type { DocumentPayload } from './documentJob.js';

/** How much of a reason is kept. */
const LONGEST_REASON = 1_000;

/**
 * Ends the processing of a document at a step, and tells of it.
 *
 * @param client is in a transaction that has the lock of documents
 * @param reason why it failed; null: it is READY
 * @returns false where it is not at this step any more: it was deleted, has ended, or is processed again
 */
export async function endDocument(
  client: pg.ClientBase,
  { documentId, generation, step }: DocumentPayload,
  reason: string | null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE documents SET reason = left($4, ${LONGEST_REASON}),
       status = CASE WHEN $4::text IS NULL THEN 'READY' ELSE 'FAILED' END,
       step = CASE WHEN $4::text IS NULL THEN NULL ELSE step END
     WHERE id = $1 AND generation = $2 AND step = $3 AND status IN ('QUEUED', 'PROCESSING') AND deleted_at IS NULL`,
    [documentId, generation, step, reason],
  );
  if (rowCount === 0) return false;
  await countChange(client, documentId);
  await appendDocumentEvent(client, documentId, reason === null ? 'READY' : 'FAILED');
  return true;
}
