import type pg from 'pg';

/**
 * Lets searches use the vectors of a model, which are complete, and deletes those of others.
 *
 * @param client is in a transaction that has locked the document
 */
export async function keepOnlyModel(client: pg.ClientBase, id: number, model: string): Promise<void> {
  await client.query('DELETE FROM chunk_vectors WHERE document_id = $1 AND model <> $2', [id, model]);
  await client.query('UPDATE documents SET model = $2 WHERE id = $1', [id, model]);
}
