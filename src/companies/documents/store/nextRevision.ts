import type pg from 'pg';

/**
 * Counts a change of what searches see. Write the revision into each document that is changed.
 *
 * @param client is in a transaction that has the lock of documents, so that revisions ascend in the order of commits
 */
export async function nextRevision(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ revision: number }>(
    'UPDATE document_log SET revision = revision + 1 RETURNING revision',
  );
  return Number(rows[0].revision);
}
