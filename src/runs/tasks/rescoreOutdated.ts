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
import { outdatedJob, queueForOthers, queueRest, type OutdatedPayload } from '../outdatedJob.js';
import type { RunServices } from '../runServices.js';
import { scoreInJob } from '../scoreInJob.js';
import type { ScoredSpan, SpanOptions } from '../scoreSpan.js';
import type { ScoringSetup } from '../scoringSetup.js';
import { setupsInTurn } from '../setupsInTurn.js';
import { storeFailedRun } from '../storeFailedRun.js';

/** So many days take seconds, after which the newest session gets its turn. */
const DAYS_PER_JOB = 100;
const OTHERS_IN_MS = 10_000;

/**
 * Scores the newest session by each method for which its facts are not those of its scores, and then older sessions for
 * which that is so: some of them, and enqueues the rest, so that the newest session never waits for long. The served method
 * comes first.
 *
 * A failure leaves a failed run of the session that was being scored. One of the served method ends the job, and one of
 * another method does so when the others are scored.
 */
export const rescoreOutdated: Task<OutdatedPayload, RunServices> = {
  ...outdatedJob,
  lock: 'runs',
  timeoutMs: 3_600_000,
  // Any other failure would come again; the next import enqueues another job in any case.
  isWorthRetrying: (error) => isPassing(error) || isDiskFull(error),
  settle: storeGivenUp,
  async run(rest, job) {
    const { services } = job;
    const { setups, lacksOthers } = await setupsInTurn(job.client, services.setup);
    const failures: unknown[] = [];
    const scored = (setup: ScoringSetup, options: SpanOptions) =>
      scoreOrStoreFailure(job, setup, options).catch((error: unknown) => {
        const isFinal = setup === setups[0] || error instanceof UserError || isPassing(error);
        if (isFinal || job.signal.aborted) throw error;
        failures.push(error);
        return null;
      });
    try {
      for (const setup of setups) {
        const startedAt = new Date();
        const newest = await scored(setup, { onlyLast: true });
        for (const [day, error] of newest?.passedOver ?? []) {
          await storeFailedRun(job.pool, setup, { day, startedAt, error });
        }
      }
      await scoreRest(job, setups, rest, scored);
      if (lacksOthers) await queueForOthers(job.client, services.othersInMs ?? OTHERS_IN_MS);
    } catch (error) {
      // A job that takes too long is aborted with an error for users, too.
      if (error instanceof UserError && !job.signal.aborted) {
        job.log.info({ reason: error.message }, 'nothing was rescored');
        return;
      }
      throw error;
    }
    if (failures.length > 0) throw failures[0];
  },
};

/** Scores older sessions, and enqueues what is left: the rest of a method, or the methods after one that was behind. */
async function scoreRest(
  { client, services: { daysPerJob: most = DAYS_PER_JOB } }: LockedJob<RunServices>,
  setups: readonly ScoringSetup[],
  { from, method }: OutdatedPayload,
  scored: (setup: ScoringSetup, options: SpanOptions) => Promise<ScoredSpan | null>,
): Promise<void> {
  const names = setups.map((setup) => setup.method.name);
  const first = method === undefined ? 0 : names.indexOf(method);
  // Another process has the method.
  if (first === -1) return;
  for (let at = first; at < setups.length; at++) {
    const span = await scored(setups[at], { from: at === first ? from : undefined, most });
    // The rest begins where this part ended, because days that cannot be scored stay outdated.
    if (span?.next !== undefined) return queueRest(client, { from: span.next, method: names[at] });
    const isBehind = span !== null && span.runs.length > 0;
    if (isBehind && at + 1 < setups.length) return queueRest(client, { method: names[at + 1] });
  }
}

/** Scores by one method. Where that fails, a failed run of the session that was being scored says so. */
async function scoreOrStoreFailure(
  job: LockedJob<RunServices>,
  setup: ScoringSetup,
  options: SpanOptions,
): Promise<ScoredSpan> {
  let day: IsoDate | null = null;
  let startedAt = new Date();
  const onBegin = (begun: IsoDate) => {
    day = begun;
    startedAt = new Date();
  };
  try {
    return await scoreInJob(job, setup, { ...options, onBegin });
  } catch (error) {
    const isStored = !job.signal.aborted && !isPassing(error) && !(error instanceof UserError);
    if (isStored) await storeFailure(job.pool, setup, day, startedAt, error);
    throw error;
  }
}

/** @param day null: the scoring failed before it had begun with a session, so the newest one lacks scores */
async function storeFailure(
  pool: pg.Pool,
  setup: ScoringSetup,
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
