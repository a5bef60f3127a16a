import { setTimeout as wait } from 'node:timers/promises';
import type { JobHelpers } from 'graphile-worker';
import type pg from 'pg';
import { withLock } from '../database/transaction.js';
import { UserError } from '../userError.js';
import { JobProgress } from './jobProgress.js';
import type { JobAttempts } from './jobAttempts.js';
import type { JobLog } from './jobLog.js';
import { payloadOf } from './payloadOf.js';
import type { Job, Task } from './task.js';
import { withoutCron } from './withoutCron.js';

/** How long an aborted job may take to end before its worker continues without it. */
const NOTICE_MS = 5_000;
/** The message that readers of a failed job get in place of an internal error. */
const MASKED = 'The job failed; the log of the service says why.';
const GIVEN_BACK = 'The worker stopped before the job was done.';

/** The context in which a worker runs jobs. */
export interface WorkerContext<Services> {
  readonly pool: pg.Pool;
  readonly log: JobLog;
  readonly services: Services;
  /** Counts what becomes of attempts. */
  readonly attempts: Pick<JobAttempts, 'count'>;
  /** Aborts when the worker has to stop. Jobs that wait for their lock give up at once. */
  readonly stopping: AbortSignal;
  /** Aborts when the worker has lost its lease. */
  readonly lost: AbortSignal;
}

/**
 * Runs one attempt of a job: checks its payload, takes the lock of its task, and aborts it in time. If the attempt
 * fails, decides whether another one follows.
 *
 * @throws Error with the reason for readers of the job, which graphile-worker stores
 */
export async function runJob<Services>(
  task: Task<unknown, Services>,
  given: unknown,
  { job, abortSignal }: Pick<JobHelpers, 'job' | 'abortSignal'>,
  { pool, log, services, attempts, stopping, lost }: WorkerContext<Services>,
): Promise<void> {
  const timeout = new AbortController();
  const over = AbortSignal.any([abortSignal, lost]);
  const signal = AbortSignal.any([over, timeout.signal]);
  const progress = new JobProgress(pool, job.id);
  const context: Job<Services> = {
    id: job.id,
    pool,
    signal,
    progress: (done, total) => progress.report(done, total),
    log,
    services,
  };
  const inTime = async (work: () => Promise<void>): Promise<void> => {
    const timedOut = new UserError(`The job took longer than ${task.timeoutMs / 1000} s.`);
    const timer = setTimeout(() => timeout.abort(timedOut), task.timeoutMs);
    // A task may also throw at once.
    const working = Promise.resolve().then(work);
    try {
      await Promise.race([working, ignored(signal)]);
    } catch (error) {
      throw timeout.signal.aborted ? timedOut : error;
    } finally {
      clearTimeout(timer);
      // It may still fail after the worker went on without it.
      working.catch(() => undefined);
    }
  };
  try {
    const payload = payloadOf(task, withoutCron(given));
    if (task.lock === undefined) await inTime(() => task.run(payload, context));
    else {
      const locked = (client: pg.PoolClient) => inTime(() => task.run(payload, { ...context, client }));
      await withLock(pool, task.lock, locked, AbortSignal.any([over, stopping]));
    }
    await progress.close(true);
    attempts.count(task.name, 'succeeded');
  } catch (error) {
    const isOver = over.aborted || (stopping.aborted && (error as Error).name === 'AbortError');
    const isWorthIt = timeout.signal.aborted || (task.isWorthRetrying ?? isNoUserError)(error);
    const verdict = isOver ? 'GIVE_BACK' : isWorthIt ? 'RETRY' : 'FAIL';
    const fields = { err: error, task: task.name, jobId: job.id, attempt: job.attempts };
    if (verdict === 'GIVE_BACK') {
      log.info({ ...fields, err: undefined }, 'a job was given back');
      attempts.count(task.name, 'given_back');
    } else if (verdict === 'RETRY' && job.attempts < job.max_attempts) {
      log.warn(fields, 'a job failed and will be tried again');
      attempts.count(task.name, 'retried');
    } else {
      log.error(fields, 'a job failed and is not tried again');
      attempts.count(task.name, 'failed');
    }
    await settle(pool, [job.id, job.locked_by, verdict], log);
    await progress.close(false);
    const reason = isOver ? GIVEN_BACK : error instanceof UserError ? error.message : MASKED;
    throw new Error(reason, { cause: error });
  }
}

const isNoUserError = (error: unknown): boolean => !(error instanceof UserError);

/** Rejects once an aborted job has had the time to end. */
function ignored(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      wait(NOTICE_MS, undefined, { ref: false }).then(() => reject(signal.reason as Error), reject);
    });
  });
}

/** If the database cannot be reached, graphile-worker reports the failure again later, and the job is retried. */
async function settle(pool: pg.Pool, values: readonly unknown[], log: JobLog): Promise<void> {
  await pool
    .query('SELECT settle_attempt($1, $2, $3)', [...values])
    .catch((error: unknown) => log.warn({ err: error }, 'could not decide about a failed job'));
}
