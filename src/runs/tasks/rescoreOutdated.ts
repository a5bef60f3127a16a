import type pg from 'pg';
import { isDiskFull } from '../../database/diskFault.js';
import { isPassing } from '../../database/isPassing.js';
import { SUPERSEDED } from '../../jobs/superseded.js';
import type { LockedJob, Task } from '../../jobs/task.js';
import { isoOf } from '../../market/day.js';
import { newestSession } from '../../market/store/newestSession.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { failureReason } from '../failureReason.js';
import { GIVEN_UP } from '../givenUp.js';
import { outdatedJob, queueForOthers, queueRest } from '../outdatedJob.js';
import type { RunServices } from '../runServices.js';
import { scoreInJob } from '../scoreInJob.js';
import { storeFailedRun } from '../storeFailedRun.js';

/** So many days take seconds, after which the newest session gets its turn. */
const DAYS_PER_JOB = 100;
const OTHERS_IN_MS = 10_000;

/**
 * Scores the newest session if its facts are not those of its scores, and then older sessions for which that is so:
 * some of them, and enqueues the rest, so that the newest session never waits for long.
 *
 * A failure leaves a failed run of the session that was being scored.
 */
export const rescoreOutdated: Task<{ readonly from?: IsoDate | undefined }, RunServices> = {
  ...outdatedJob,
  lock: 'runs',
  timeoutMs: 3_600_000,
  // Any other failure would come again; the next import enqueues another job in any case.
  isWorthRetrying: (error) => isPassing(error) || isDiskFull(error),
  settle: storeGivenUp,
  async run({ from }, job) {
    let day: IsoDate | null = null;
    let startedAt = new Date();
    const onBegin = (begun: IsoDate) => {
      day = begun;
      startedAt = new Date();
    };
    try {
      const { passedOver = NONE } = await scoreInJob(job, { onlyLast: true, onBegin });
      for (const [day, error] of passedOver) {
        await storeFailedRun(job.pool, job.services.setup, { day, startedAt, error });
      }
      const most = job.services.daysPerJob ?? DAYS_PER_JOB;
      const { next, served } = await scoreInJob(job, { from, most, onBegin });
      // The rest begins where this part ended, because days that cannot be scored stay outdated.
      if (next !== undefined) await queueRest(job.client, next);
      if (served !== undefined) await queueForOthers(job.client, job.services.othersInMs ?? OTHERS_IN_MS);
    } catch (error) {
      // A job that takes too long is aborted with an error for users, too.
      if (error instanceof UserError && !job.signal.aborted) {
        job.log.info({ reason: error.message }, 'nothing was rescored');
        return;
      }
      if (!job.signal.aborted && !isPassing(error)) await storeFailure(job, day, startedAt, error);
      throw error;
    }
  },
};

const NONE: ReadonlyMap<IsoDate, string> = new Map();

/** @param day null: the scoring failed before it had begun with a session, so the newest one lacks scores */
async function storeFailure(
  { pool, services: { setup } }: LockedJob<RunServices>,
  day: IsoDate | null,
  startedAt: Date,
  error: unknown,
): Promise<void> {
  const failed = day ?? (await newestCounted(pool));
  if (failed !== null)
    await storeFailedRun(pool, setup, { day: failed, startedAt, error: failureReason(error) });
}

async function newestCounted(pool: pg.Pool): Promise<IsoDate | null> {
  const newest = await newestSession(pool);
  return newest === null ? null : isoOf(newest);
}

/**
 * Stores a failed run of the newest session for a job that was given up and could not say so itself: its worker was killed,
 * or the database did not answer, until its last attempt.
 */
async function storeGivenUp(client: pg.ClientBase, { setup }: RunServices): Promise<void> {
  const { rows } = await client.query<{ error: string | null; at: Date; day: IsoDate }>(
    `SELECT last_error AS error, updated_at AS at, newest.day::text AS day
     FROM graphile_worker.jobs, (SELECT max(day) AS day FROM session_bars WHERE has_quorum) AS newest
     WHERE task_identifier = $1 AND locked_at IS NULL AND attempts >= max_attempts AND newest.day IS NOT NULL
       -- One that was followed by another job is not tried again, either.
       AND NOT ${SUPERSEDED}
       -- A job that has stored its failure ends a moment later, and stores none that it has stored before.
       AND NOT EXISTS (SELECT FROM runs WHERE status = 'FAILED' AND finished_at >= updated_at - interval '1 minute')
       AND NOT EXISTS (
         SELECT FROM runs WHERE id = (SELECT max(id) FROM runs WHERE runs.day = newest.day)
           AND status = 'FAILED' AND read_batch = (SELECT max(id) FROM batches)
       )
     LIMIT 1`,
    [outdatedJob.name],
  );
  for (const { error, at: startedAt, day } of rows) {
    await storeFailedRun(client, setup, { day, startedAt, error: error ?? GIVEN_UP });
  }
}
