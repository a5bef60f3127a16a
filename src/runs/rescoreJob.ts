import type pg from 'pg';
import { z } from 'zod';
import { enqueue } from '../jobs/enqueue.js';
import type { JobKind } from '../jobs/jobKind.js';

/** Makes a run that waits. */
export const rescoreJob: JobKind<{ readonly runId: number }> = {
  name: 'rescore',
  payload: z.strictObject({ runId: z.int().positive() }),
  queue: 'scores',
  attempts: 25,
  revive: async (client, { runId }) => {
    const { rowCount } = await client.query(
      `UPDATE runs AS run SET status = 'QUEUED', error = NULL, finished_at = NULL
       WHERE id = $1 AND status = 'FAILED' AND NOT EXISTS (
         SELECT FROM runs WHERE day = run.day AND mode IS NOT DISTINCT FROM run.mode AND method_hash = run.method_hash
           AND status = 'QUEUED'
       )`,
      [runId],
    );
    if (rowCount === 1) return null;
    const { rows } = await client.query(`SELECT FROM runs WHERE id = $1 AND status = 'FAILED'`, [runId]);
    return rows.length === 0 ? null : 'another run of the same day, mode and method waits';
  },
};

/** Enqueues a run that waits; at once where `due` is left out. */
export function queueRun(client: pg.ClientBase, runId: number, due?: Date): Promise<void> {
  return enqueue(client, rescoreJob, { runId }, { key: `rescore ${runId}`, ...(due && { due }) });
}
