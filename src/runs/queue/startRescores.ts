import { setTimeout as wait } from 'node:timers/promises';
import { runMigrations, runTaskList, type TaskList, type WorkerPool } from 'graphile-worker';
import type { Database } from '../../database/database.js';
import type { IsoDate } from '../../scoring/names.js';
import type { ScoringSetup } from '../scoringSetup.js';
import { workerLogger, type QueueLog } from './queueLog.js';
import { queueUnfinishedRuns, recoverJobs, takeEarlyJobs } from './recoverJobs.js';
import { RescoreTasks } from './rescoreTasks.js';

/**
 * A NOTIFY tells of a job at once, where nothing runs. The next job of a serial queue cannot be taken before the last
 * one is marked as done, which happens a moment after it was looked for.
 */
const POLL_MS = 250;
const RECOVER_MS = 5_000;
const RESTART_MS = 1_000;

export interface RescoresOptions {
  /** The time, for tests; that of the database where not given. */
  readonly now?: () => Date;
  /** How often jobs of workers that are gone are looked for, and how long ago they must have been taken; 5 s. */
  readonly recoverMs?: number;
  /** How often jobs are looked for without being told of one; 0.25 s. */
  readonly pollMs?: number;
  /** Days of a backfill per job; 100. */
  readonly daysPerJob?: number;
}

export interface RunningRescores {
  /** Takes no new job. The one that runs ends, or is given back after five seconds, for whoever works next. */
  readonly stop: () => Promise<void>;
}

/**
 * Works on the queue of rescores until it is stopped: makes the runs that wait, and scores what imports have touched.
 * Any number of processes may do so at a time; one job runs at a time.
 *
 * @throws Error where the queue's schema cannot be made
 */
export async function startRescores(
  { pool }: Pick<Database, 'pool'>,
  setup: ScoringSetup,
  log: QueueLog,
  { now, recoverMs = RECOVER_MS, pollMs = POLL_MS, daysPerJob }: RescoresOptions = {},
): Promise<RunningRescores> {
  const options = {
    pgPool: pool,
    logger: workerLogger(log),
    concurrency: 1,
    pollInterval: pollMs,
    // The service has its own.
    noHandleSignals: true,
    // Not left alone with what became of a job when it stops, as it is where nothing is batched.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
  await runMigrations(options);
  await takeEarlyJobs(pool);
  await queueUnfinishedRuns(pool);
  const stopping = new AbortController();
  const { signal } = stopping;
  const tasks = new RescoreTasks(pool, setup, log, { now, daysPerJob, stopping: signal });
  const taskList: TaskList = {
    rescore: (payload, { abortSignal }) => tasks.rescore(payload as { runId: number }, abortSignal),
    rescore_outdated: (payload, { abortSignal }) =>
      tasks.rescoreOutdated(payload as { from?: IsoDate }, abortSignal),
  };
  const pause = (ms: number) => wait(ms, undefined, { signal }).catch(() => undefined);

  let workers: WorkerPool;
  const work = async () => {
    while (!signal.aborted) {
      workers = runTaskList(options, taskList, pool);
      // It ends by itself where it cannot tell what became of a job, since the database was gone.
      await workers.promise.catch((error: unknown) => log.error({ err: error }, 'the queue ended by itself'));
      await pause(RESTART_MS);
    }
  };
  const recover = async () => {
    while (!signal.aborted) {
      try {
        await takeEarlyJobs(pool);
        const gone = await recoverJobs(pool, recoverMs);
        if (gone.length > 0) log.warn({ gone }, 'took over the job of a worker that is gone');
      } catch (error) {
        log.warn({ err: error }, 'could not look for jobs of workers that are gone');
      }
      await pause(recoverMs);
    }
  };
  const [working, recovering] = [work(), recover()];
  return {
    stop: async () => {
      stopping.abort();
      // What went wrong is logged.
      await Promise.resolve(workers.gracefulShutdown()).catch(() => undefined);
      await Promise.all([working, recovering]);
    },
  };
}
