import type pg from 'pg';
import { isPassing } from '../../database/isPassing.js';
import type { Task } from '../../jobs/task.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { rescoreJob } from '../rescoreJob.js';
import type { RunServices } from '../runServices.js';
import { scoreInJob } from '../scoreInJob.js';

/** The message that readers of a failed run get in place of an internal error. */
const FAILED = 'The scoring failed; the log of the service says why.';

/** Makes a run that waits, or one whose worker died while it made it. */
export const rescore: Task<{ readonly runId: number }, RunServices> = {
  ...rescoreJob,
  lock: 'runs',
  timeoutMs: 600_000,
  isWorthRetrying: isPassing,
  requeue: async (pool) => {
    // Each unfinished run has a job, except in a store that was restored without its queue, and where the job was
    // given up. A second job of a run finds nothing to do.
    await pool.query(
      `SELECT queue_job($1, json_build_object('runId', id), 'rescore ' || id, NULL, 0, $2, $3)
       FROM (SELECT id FROM runs WHERE status IN ('QUEUED', 'RUNNING') ORDER BY id) AS unfinished`,
      [rescoreJob.name, rescoreJob.queue, rescoreJob.attempts],
    );
  },
  async run({ runId }, job) {
    const run = await begin(job.client, runId);
    if (run === null) return;
    const { day, mode } = run;
    try {
      await scoreInJob(job, { from: day, to: day, mode: mode ?? undefined, run: runId, again: true });
    } catch (error) {
      if (job.signal.aborted || isPassing(error)) throw error;
      // The failed connection may be in a transaction that was aborted, so we use another one.
      await job.pool.query(
        `UPDATE runs SET status = 'FAILED', error = $2, finished_at = clock_timestamp() WHERE id = $1`,
        [runId, error instanceof UserError ? error.message : FAILED],
      );
      job.log.error({ err: error, runId }, 'a run failed');
    }
  },
};

/** Returns null if the run is already made. */
async function begin(
  client: pg.ClientBase,
  runId: number,
): Promise<{ readonly day: IsoDate; readonly mode: Mode | null } | null> {
  const { rows } = await client.query<{ day: IsoDate; mode: Mode | null }>(
    `UPDATE runs SET status = 'RUNNING', started_at = clock_timestamp()
     WHERE id = $1 AND status IN ('QUEUED', 'RUNNING') RETURNING day::text AS day, mode`,
    [runId],
  );
  return rows[0] ?? null;
}
