import type pg from 'pg';
import { hasQueue } from './hasQueue.js';
import { SUPERSEDED } from './superseded.js';

/**
 * WAITING: not attempted yet, and maybe not due yet; RUNNING: taken by a worker, which may still wait for the lock of
 * the task; RETRYING: failed, and due again at `dueAt`; FAILED: given up.
 */
export type JobState = 'WAITING' | 'RUNNING' | 'RETRYING' | 'FAILED';

/** A job that has not succeeded. Jobs that succeed leave the queue; failures stay for a week. */
export interface JobRow {
  readonly id: number;
  readonly task: string;
  /** Null if the task has no queue. */
  readonly queue: string | null;
  /** Null if each call adds a job. */
  readonly key: string | null;
  readonly state: JobState;
  /** Attempts that were begun. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** Why the last attempt failed. Internal errors are masked: the log of the service has them. */
  readonly lastError: string | null;
  /** How far the last attempt got, in units of the task; null if it has not reported. */
  readonly done: number | null;
  readonly total: number | null;
  readonly reportedAt: Date | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
  /** When the running attempt began; null if none runs. */
  readonly startedAt: Date | null;
}

const SELECT_JOBS = `
  SELECT id, task_identifier AS task, queue_name AS queue, key, attempts, max_attempts AS "maxAttempts",
    CASE WHEN locked_at IS NOT NULL THEN 'RUNNING' WHEN attempts >= max_attempts THEN 'FAILED'
      WHEN attempts > 0 THEN 'RETRYING' ELSE 'WAITING' END AS state,
    last_error AS "lastError", done, total, reported_at AS "reportedAt", created_at AS "createdAt", run_at AS "dueAt",
    locked_at AS "startedAt"
  FROM graphile_worker.jobs LEFT JOIN job_progress ON job_id = id
  -- A job whose key was given to another job is listed only while it runs.
  WHERE locked_at IS NOT NULL OR NOT ${SUPERSEDED}
  ORDER BY priority, run_at, id`;

const SELECT_EARLY_JOBS = `
  SELECT id, task, queue, key, 0 AS attempts, coalesce(max_attempts, 25) AS "maxAttempts", 'WAITING' AS state,
    NULL AS "lastError", NULL::int4 AS done, NULL::int4 AS total, NULL::timestamptz AS "reportedAt",
    created_at AS "createdAt", coalesce(run_at, created_at) AS "dueAt", NULL::timestamptz AS "startedAt"
  FROM early_jobs ORDER BY priority, created_at, id`;

/** Reads the jobs that wait, run or have failed, in the order in which workers take them. */
export async function readJobs(client: pg.ClientBase | pg.Pool): Promise<readonly JobRow[]> {
  const { rows: early } = await client.query<JobRow>(SELECT_EARLY_JOBS);
  return [...early, ...((await hasQueue(client)) ? (await client.query<JobRow>(SELECT_JOBS)).rows : [])];
}
