import type pg from 'pg';
import { isDiskFull } from '../../database/diskFault.js';
import { isPassing } from '../../database/isPassing.js';
import type { Task } from '../../jobs/task.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { failureReason } from '../failureReason.js';
import { GIVEN_UP } from '../givenUp.js';
import { queueRun, rescoreJob } from '../rescoreJob.js';
import type { RunServices } from '../runServices.js';
import { scoreInJob } from '../scoreInJob.js';
import { scoredMethods } from '../scoredMethods.js';
import { setupFor } from '../setupFor.js';

/** After how long a run waits again for a worker that has its method, in milliseconds. */
const OTHERS_IN_MS = 10_000;

/** Makes a run that waits, or one whose worker died while it made it. */
export const rescore: Task<{ readonly runId: number }, RunServices> = {
  ...rescoreJob,
  lock: 'runs',
  timeoutMs: 600_000,
  // On a full disk, a run may not even be stored as failed.
  isWorthRetrying: (error) => isPassing(error) || isDiskFull(error),
  requeue: async (pool) => {
    // Each unfinished run has a job, except in a store that was restored without its queue. A job that exists keeps its
    // attempts: one that ends each of its workers comes to an end.
    await pool.query(
      `SELECT queue_job($1, json_build_object('runId', id), 'rescore ' || id, NULL, 0, $2, $3)
       FROM (
         SELECT id FROM runs WHERE status IN ('QUEUED', 'RUNNING')
           AND NOT EXISTS (SELECT FROM graphile_worker.jobs WHERE key = 'rescore ' || runs.id)
         ORDER BY id
       ) AS unfinished`,
      [rescoreJob.name, rescoreJob.queue, rescoreJob.attempts],
    );
  },
  settle: async (client) => {
    await client.query(
      `UPDATE runs SET status = 'FAILED', error = coalesce(last_error, $2), finished_at = clock_timestamp(),
         started_at = coalesce(started_at, clock_timestamp())
       FROM graphile_worker.jobs AS job
       WHERE task_identifier = $1 AND locked_at IS NULL AND job.attempts >= max_attempts
         AND runs.id = CASE WHEN key ~ '^rescore [0-9]+$' THEN substr(key, 9)::int4 END
         AND status IN ('QUEUED', 'RUNNING')`,
      [rescoreJob.name, GIVEN_UP],
    );
  },
  async run({ runId }, job) {
    const name = await methodOf(job.client, runId);
    const setup = setupFor(job.services.setup, name);
    if (setup === null && name !== null && (await scoredMethods(job.client)).includes(name)) {
      await queueRun(job.client, runId, new Date(Date.now() + (job.services.othersInMs ?? OTHERS_IN_MS)));
      return;
    }
    const run = await begin(job.client, runId);
    if (run === null) return;
    const { day, mode } = run;
    try {
      if (setup === null)
        throw new UserError(`Expected a method that is scored, got ${name}: METHODS names it no more.`);
      await scoreInJob(job, setup, { from: day, to: day, mode: mode ?? undefined, run: runId, again: true });
    } catch (error) {
      if (job.signal.aborted || isPassing(error)) throw error;
      // The failed connection may be in a transaction that was aborted, so we use another one.
      await job.pool.query(
        `UPDATE runs SET status = 'FAILED', error = $2, finished_at = clock_timestamp() WHERE id = $1`,
        [runId, failureReason(error)],
      );
      job.log.error({ err: error, runId }, 'a run failed');
    }
  },
};

/** Returns the name of the method that a run was asked for; null where there is no such run. */
async function methodOf(client: pg.ClientBase, runId: number): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM runs JOIN methods ON methods.hash = method_hash WHERE runs.id = $1',
    [runId],
  );
  return rows.at(0)?.name ?? null;
}

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
