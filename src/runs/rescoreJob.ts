import { z } from 'zod';
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
         SELECT FROM runs WHERE day = run.day AND mode IS NOT DISTINCT FROM run.mode AND status = 'QUEUED'
       )`,
      [runId],
    );
    if (rowCount === 1) return null;
    const { rows } = await client.query(`SELECT FROM runs WHERE id = $1 AND status = 'FAILED'`, [runId]);
    return rows.length === 0 ? null : 'another run of the same day and mode waits';
  },
};
