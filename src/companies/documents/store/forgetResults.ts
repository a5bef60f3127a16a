import type pg from 'pg';

/**
 * Deletes what the steps made of a document. Its vectors go with its chunks.
 *
 * @param client is in the transaction that changes the document
 */
export async function forgetResults(client: pg.ClientBase, id: number): Promise<void> {
  await client.query('DELETE FROM document_chunks WHERE document_id = $1', [id]);
  await client.query('DELETE FROM document_figures WHERE document_id = $1', [id]);
  await client.query('DELETE FROM document_texts WHERE document_id = $1', [id]);
}
