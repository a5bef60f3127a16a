import { setTimeout as wait } from 'node:timers/promises';
import { run, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Database } from '../database/database.js';
import { poolLike } from '../database/poolLike.js';
import { cronItem } from './cronItem.js';
import { graphileLogger } from './graphileLogger.js';
import { JobAttempts } from './jobAttempts.js';
import type { JobLog } from './jobLog.js';
import { Lease } from './lease.js';
import { releasingOnce } from './releasingOnce.js';
import { runJob, type WorkerContext } from './runJob.js';
import { stopRunner } from './stopRunner.js';
import { takeEarlyJobs } from './takeEarlyJobs.js';
import { takesLease } from './takesLease.js';
import type { Task } from './task.js';
import { watchWorkers } from './watchWorkers.js';

/**
 * NOTIFY tells idle workers of a job at once. But the next job of a serial queue cannot be taken before the last one is
 * marked as done, which happens a moment after the worker has looked for another one.
 */
const POLL_MS = 250;
const RECOVER_MS = 2_000;
const RESTART_MS = 1_000;
/** A job holds its lock on one connection, works on another one, and reports its progress on a third. */
const CONNECTIONS_OF_JOB = 3;

/** What workers provide to jobs, and how often they look for work. */
export interface WorkersOptions<Services> {
  /** The services that jobs get. */
  readonly services: Services;
  /** Counts what becomes of attempts, for the metrics. */
  readonly attempts?: Pick<JobAttempts, 'count'>;
  /**
   * How often to look for workers that are gone, in milliseconds; 2,000 by default. A worker loses its jobs if its
   * lease is missing twice in a row, so a worker that still runs has this long to abort them.
   */
  readonly recoverMs?: number;
  /** How often to look for jobs if no notification arrives, in milliseconds; 250 by default. */
  readonly pollMs?: number;
}

/** Running workers. */
export interface Workers {
  /**
   * Takes no new jobs. Running jobs may end within five seconds and are then aborted; jobs that wait for a lock are
   * aborted at once. What is not done goes to other workers, and the attempt does not count.
   */
  readonly stop: () => Promise<void>;
}

/**
 * Runs the jobs of these tasks until it is stopped. Any number of processes may do so at the same time.
 *
 * Each queue, and each task without a queue, has its own workers, so a job that takes a minute holds up only its own
 * queue. Each of them costs one connection, which listens for new jobs, and some more for each job that runs. These are of a
 * pool of the workers' own: from a pool that others use, too, jobs might wait for connections that other jobs hold.
 *
 * @param pool says which database
 * @throws Error if the database cannot be reached
 */
export async function startWorkers<Services>(
  { pool: given }: Pick<Database, 'pool'>,
  tasks: readonly Task<unknown, Services>[],
  log: JobLog,
  {
    services,
    attempts = new JobAttempts(),
    recoverMs = RECOVER_MS,
    pollMs = POLL_MS,
  }: WorkersOptions<Services>,
): Promise<Workers> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const groups = taskGroups(tasks);
  const pool = poolLike(
    given,
    groups.reduce((sum, group) => sum + 1 + workersOf(group) * CONNECTIONS_OF_JOB, 1),
  );
  const options: RunnerOptions = {
    pgPool: releasingOnce(pool),
    logger: graphileLogger(log),
    pollInterval: pollMs,
    // The service handles signals.
    noHandleSignals: true,
  };
  try {
    await takeEarlyJobs(pool);
    for (const { requeue } of tasks) await requeue?.(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }

  const startGroup = (group: readonly Task<unknown, Services>[], lease: Lease): Promise<Runner> => {
    const context: WorkerContext<Services> = {
      ...{ pool, log, services, attempts },
      ...{ stopping: signal, lost: lease.lost },
    };
    const taskList: TaskList = Object.fromEntries(
      group.map((task) => [task.name, (payload, helpers) => runJob(task, payload, helpers, context)]),
    );
    const concurrency = workersOf(group);
    const schedules = group.flatMap((task) => (task.cron === undefined ? [] : [cronItem(task, task.cron)]));
    const preset: GraphileConfig.Preset = {
      plugins: [takesLease(lease)],
      // Without batches, graphile-worker does not wait until the database has recorded how a job ended.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    };
    return run({ ...options, concurrency, preset }, taskList, schedules);
  };

  const settle = async (client: pg.ClientBase): Promise<void> => {
    for (const task of tasks) await task.settle?.(client, services);
  };
  /** Works until the workers are stopped, end by themselves, or lose their lease. */
  const workOnce = async (): Promise<void> => {
    const lease = await Lease.open(pool);
    const runners: Runner[] = [];
    const watching = new AbortController();
    const end = AbortSignal.any([signal, lease.lost, watching.signal]);
    const recovering = watchWorkers(lease, end, recoverMs, log, settle).catch((error: unknown) => {
      log.warn({ err: error }, 'the connection of the lease was lost');
      watching.abort();
    });
    try {
      for (const group of groups) runners.push(await startGroup(group, lease));
      const ended = runners.map(({ promise }) => promise);
      await Promise.race([aborted(end), ...ended]);
    } finally {
      await Promise.all(runners.map((runner) => stopRunner(runner, log)));
      watching.abort();
      await recovering;
      await lease.close();
    }
  };
  const work = async (): Promise<void> => {
    while (!signal.aborted) {
      await workOnce().catch((error: unknown) =>
        log.error({ err: error }, 'the workers ended by themselves'),
      );
      await wait(RESTART_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const working = work().finally(() => pool.end());
  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

/** How many jobs of a group run at a time. */
const workersOf = <Services>([{ queue, concurrency = 1 }]: readonly Task<unknown, Services>[]): number =>
  queue === undefined ? concurrency : 1;

/** Tasks of one queue are one group, as they share its one worker; others are one each. */
function taskGroups<Services>(tasks: readonly Task<unknown, Services>[]): Task<unknown, Services>[][] {
  const groups = new Map<string, Task<unknown, Services>[]>();
  for (const task of tasks) {
    const key = task.queue === undefined ? `task ${task.name}` : `queue ${task.queue}`;
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups.values()];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
