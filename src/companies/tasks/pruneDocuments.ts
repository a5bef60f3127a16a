import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { Task } from '../../jobs/task.js';
import type { DocumentServices } from '../documents/steps/documentServices.js';
import type { DocumentFiles, KeptFile } from '../documents/store/documentFiles.js';
import { lockDocuments } from '../documents/store/lockDocuments.js';
import { pruneJob } from '../documents/store/pruneJob.js';
import { queueOutdatedVectors } from '../documents/store/queueOutdatedVectors.js';

const HOUR_MS = 3_600_000;
/** How many files one statement looks up. */
const PART = 500;

/**
 * Removes files that no document has: those of deleted documents, and what killed processes left. Also queues documents that
 * a process with another model has embedded meanwhile.
 */
export const pruneDocuments: Task<object, Pick<DocumentServices, 'documentFiles' | 'embedder'>> = {
  ...pruneJob,
  timeoutMs: 600_000,
  cron: { at: '17 * * * *' },
  async run(_payload, { pool, services: { documentFiles, embedder } }) {
    const now = Date.now();
    await documentFiles.discardBefore(new Date(now - 24 * HOUR_MS));
    let part: KeptFile[] = [];
    for await (const file of documentFiles.kept()) {
      part.push(file);
      if (part.length < PART) continue;
      await removeUnused(pool, documentFiles, part, new Date(now - HOUR_MS));
      part = [];
    }
    await removeUnused(pool, documentFiles, part, new Date(now - HOUR_MS));
    await queueOutdatedVectors(pool, embedder.model);
  },
};

/** @param before files that the store does not know are removed where they were put before, because restores put them first */
async function removeUnused(
  pool: pg.Pool,
  files: DocumentFiles,
  kept: readonly KeptFile[],
  before: Date,
): Promise<void> {
  const { rows } = await pool.query<{ hash: string; is_known: boolean }>(
    `SELECT hash, EXISTS (SELECT FROM documents WHERE documents.hash = given.hash) AS is_known
     FROM unnest($1::text[]) AS given (hash)
     WHERE NOT EXISTS (SELECT FROM documents WHERE documents.hash = given.hash AND deleted_at IS NULL)`,
    [kept.map(({ hash }) => hash)],
  );
  const at = new Map(kept.map((file) => [file.hash, file.at]));
  for (const { hash, is_known } of rows) {
    if (is_known || (at.get(hash) ?? before) < before) await removeOne(pool, files, hash);
  }
}

/** Under the lock, because the same bytes may be added again just now. */
async function removeOne(pool: pg.Pool, files: DocumentFiles, hash: string): Promise<void> {
  await withConnection(pool, (client) =>
    inTransaction(client, async () => {
      await lockDocuments(client);
      const { rows } = await client.query('SELECT FROM documents WHERE hash = $1 AND deleted_at IS NULL', [
        hash,
      ]);
      if (rows.length === 0) await files.delete(hash);
    }),
  );
}
