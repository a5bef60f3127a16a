import type pg from 'pg';
import { countChange } from './countChange.js';
import { enqueueStep } from './documentJob.js';
import { forgetResults } from './forgetResults.js';
import { lockDocuments } from './lockDocuments.js';

/**
 * Lets a document be processed again from its first step, also where it is processed now. Until it is READY again, no search
 * finds it.
 *
 * @param client is in a transaction, which should have changed nothing of documents yet
 * @returns false where there is no such document
 */
export async function reprocessDocument(client: pg.ClientBase, id: number): Promise<boolean> {
  await lockDocuments(client);
  const { rows } = await client.query<{ generation: number }>(
    `UPDATE documents SET generation = generation + 1, status = 'QUEUED', step = 'EXTRACT', reason = NULL, pages = NULL,
       model = NULL
     WHERE id = $1 AND deleted_at IS NULL RETURNING generation`,
    [id],
  );
  if (rows.length === 0) return false;
  const [{ generation }] = rows;
  await countChange(client, id);
  await forgetResults(client, id);
  await enqueueStep(client, { documentId: id, generation, step: 'EXTRACT' });
  return true;
}
