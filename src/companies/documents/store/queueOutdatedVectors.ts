import type pg from 'pg';
import { embedJob } from './embedJob.js';

/** After other work of documents. */
const PRIORITY = 10;

/**
 * Queues the documents whose vectors are of another model than this one.
 *
 * @returns how many there are
 */
export async function queueOutdatedVectors(pool: pg.Pool, model: string): Promise<number> {
  const { rowCount } = await pool.query(
    `SELECT queue_job($2, json_build_object('documentId', id, 'model', $1::text), 'embed ' || id, NULL, $3, NULL, $4)
     FROM documents WHERE status = 'READY' AND deleted_at IS NULL AND model IS DISTINCT FROM $1`,
    [model, embedJob.name, PRIORITY, embedJob.attempts],
  );
  return rowCount ?? 0;
}
