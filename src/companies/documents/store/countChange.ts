import type pg from 'pg';

/**
 * Counts a change of what searches see of a document, and writes the revision into it.
 *
 * @param client is in a transaction that has the lock of documents, so that revisions ascend in the order of commits
 * @param id of the document
 */
export async function countChange(client: pg.ClientBase, id: number): Promise<void> {
  await client.query(
    `WITH log AS (UPDATE document_log SET revision = revision + 1 RETURNING revision)
     UPDATE documents SET revision = log.revision FROM log WHERE id = $1`,
    [id],
  );
}
