import type pg from 'pg';
import { enqueue } from '../../../jobs/enqueue.js';
import { countChange } from './countChange.js';
import { forgetResults } from './forgetResults.js';
import { lockDocuments } from './lockDocuments.js';
import { pruneJob } from './pruneJob.js';

/**
 * Deletes a document with its text and chunks. A job removes its file, after the transaction. The row stays, because events
 * name it.
 *
 * @param client is in a transaction, which should have changed nothing of documents yet
 * @returns false where there is no such document
 */
export async function deleteDocument(client: pg.ClientBase, id: number): Promise<boolean> {
  await lockDocuments(client);
  const { rowCount } = await client.query(
    `UPDATE documents SET deleted_at = now(), generation = generation + 1, model = NULL
     WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  );
  if (rowCount === 0) return false;
  await countChange(client, id);
  await forgetResults(client, id);
  await enqueue(client, pruneJob, {}, { key: pruneJob.name });
  return true;
}
