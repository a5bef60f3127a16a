import type pg from 'pg';
import type { LockName } from '../database/transaction.js';
import type { JobKind } from './jobKind.js';
import type { JobLog } from './jobLog.js';

/** When a task adds jobs by the clock of the exchange. */
export interface Schedule {
  /** Minute, hour, day of the month, month and day of the week in India (UTC+5:30), such as `30 18 * * 1-5`. */
  readonly at: string;
  /** How long after its time a job is still added if no worker ran at the time, in milliseconds; 0 by default. */
  readonly catchUpMs?: number;
}

/** What `run` gets in addition to the payload. */
export interface Job<Services> {
  /** The id of the job in the queue. */
  readonly id: string;
  readonly pool: pg.Pool;
  /** Aborts when the worker stops, loses its lease, or the job takes longer than its task allows. */
  readonly signal: AbortSignal;
  /** Reports how far the job is, for readers of `readJobs`. It may be called often: reports are throttled. */
  readonly progress: (done: number, total: number) => void;
  readonly log: JobLog;
  /** What `startWorkers` was given for all its tasks, such as the method that scores. */
  readonly services: Services;
}

/** A job that runs under a lock of the store. */
export interface LockedJob<Services> extends Job<Services> {
  /**
   * The connection that holds the lock. Write over it: if the connection is lost, so are the lock and the writes.
   */
  readonly client: pg.PoolClient;
}

interface TaskOptions<Payload, Services> extends JobKind<Payload> {
  /** How many jobs one process runs at a time; 1 by default. A task with a queue runs one in all processes. */
  readonly concurrency?: number;
  /** How long a job may run, in milliseconds. The time that it waits for its lock does not count. */
  readonly timeoutMs: number;
  /**
   * Whether another attempt may succeed after this error; by default after all but a `UserError`. The wait before
   * attempt n + 1 is e^n to 1.5 e^n seconds: 3 to 4 s, 7 to 11 s, 20 to 30 s, and so on up to some 9 hours.
   */
  readonly isWorthRetrying?: (error: unknown) => boolean;
  /** When jobs are added by the clock. The payload of such a job is `{}`. */
  readonly cron?: Schedule;
  /** Adds jobs that the store shows to be missing from the queue. It is called each time workers start. */
  readonly requeue?: (pool: pg.Pool) => Promise<void>;
  /**
   * Lets the store say what became of jobs that were given up, such as those whose worker was killed at the last attempt. It
   * is called every few seconds, on a connection that has to answer soon.
   */
  readonly settle?: (client: pg.ClientBase, services: Services) => Promise<void>;
}

interface LockedTask<Payload, Services> extends TaskOptions<Payload, Services> {
  /** The lock of the store that is held while the job runs. */
  readonly lock: LockName;
  run(payload: Payload, job: LockedJob<Services>): Promise<void>;
}

interface FreeTask<Payload, Services> extends TaskOptions<Payload, Services> {
  readonly lock?: undefined;
  run(payload: Payload, job: Job<Services>): Promise<void>;
}

/**
 * A kind of work that workers do in the background. A job may run twice, for example after its worker was killed, so
 * `run` must find its work in the state of the store and do nothing if there is none.
 *
 * To add a task, export one from a file `tasks/NAME.ts` of a room. `findTasks` collects them.
 *
 * @example
 * export const download: Task<{ day: string }> = {
 *   name: 'download',
 *   payload: z.object({ day: z.iso.date() }),
 *   queue: 'downloads',
 *   attempts: 5,
 *   timeoutMs: 60_000,
 *   cron: { at: '30 18 * * 1-5' },
 *   run: async ({ day }, { signal, progress }) => { … },
 * };
 * await enqueue(client, download, { day: '2024-10-08' }, { key: 'download 2024-10-08' });
 */
export type Task<Payload = unknown, Services = unknown> =
  LockedTask<Payload, Services> | FreeTask<Payload, Services>;
