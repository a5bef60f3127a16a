import type pg from 'pg';

/**
 * Appends to the log of documents that one became READY or FAILED.
 *
 * @param client is in the transaction that has changed the document. It has the lock of documents, so that positions are
 *   contiguous and ascend in the order of commits.
 */
export async function appendDocumentEvent(
  client: pg.ClientBase,
  documentId: number,
  status: 'READY' | 'FAILED',
): Promise<void> {
  await client.query(
    `WITH log AS (UPDATE document_log SET last_position = last_position + 1 RETURNING last_position)
     INSERT INTO document_events (position, document_id, status) SELECT last_position, $1, $2 FROM log`,
    [documentId, status],
  );
}
