import { sql, type RawBuilder } from 'kysely';
import { CANCELLED } from './cancelled.js';
import { SUPERSEDED } from './superseded.js';

/** A job as operators see it. One that succeeds leaves the queue. */
export interface ListedJob {
  readonly id: number;
  readonly task: string;
  /** Null if each call adds a job. */
  readonly key: string | null;
  readonly status: 'QUEUED' | 'RUNNING' | 'FAILED' | 'CANCELLED';
  /** Attempts that were begun. */
  readonly attempts: number;
  readonly max_attempts: number;
  /** When it is due, or was due the last time. A text where it was read as JSON, as is `created_at`. */
  readonly run_at: Date | string;
  readonly created_at: Date | string;
  readonly last_error: string | null;
  /** JSON. */
  readonly payload: string;
}

/**
 * Selects the jobs that are in the queue as rows of `ListedJob`. The payload is in no view of graphile-worker, so we read
 * its table. A job whose key was given to another job is listed only while it runs.
 */
export const LISTED_JOBS = `
  SELECT job.id, identifier AS task, key, attempts, max_attempts, run_at, created_at, last_error,
    payload::text AS payload,
    CASE WHEN locked_at IS NOT NULL THEN 'RUNNING' WHEN ${CANCELLED} THEN 'CANCELLED'
      WHEN attempts >= max_attempts THEN 'FAILED' ELSE 'QUEUED' END AS status
  FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = task_id
  WHERE locked_at IS NOT NULL OR NOT ${SUPERSEDED}`;

/** The same for statements that Kysely makes. */
export const listedJobs: RawBuilder<ListedJob> = sql.raw(LISTED_JOBS);
