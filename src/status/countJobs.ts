import type pg from 'pg';
import { LOCKS } from '../database/transaction.js';
import { CANCELLED } from '../jobs/cancelled.js';
import { SUPERSEDED } from '../jobs/superseded.js';

/** Jobs that are due, that are not due yet, that run, that failed and are tried again, and that were given up. */
export const JOB_STATES = ['waiting', 'scheduled', 'running', 'retrying', 'failed'] as const;
export type WatchedJobState = (typeof JOB_STATES)[number];

/** The jobs of a task. */
export interface JobCounts {
  readonly task: string;
  readonly states: Readonly<Partial<Record<WatchedJobState, number>>>;
  /** For how long the oldest job that is due waits, in seconds; 0 where none waits. */
  readonly oldestSeconds: number;
}

export interface QueueState {
  /** Workers that hold a lease, in all processes. */
  readonly workers: number;
  /** The tasks that have a job which has not succeeded. */
  readonly tasks: readonly JobCounts[];
}

/** Counts the jobs that have not succeeded and were not cancelled, by task and state, and the workers that live. */
export async function countJobs(client: pg.Pool): Promise<QueueState> {
  const { rows } = await client.query<QueueState>(
    `SELECT (
       SELECT count(*)::int FROM pg_locks
       WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = $1
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     ) AS workers, (
       SELECT coalesce(json_agg(json_build_object(
         'task', task, 'states', states, 'oldestSeconds', greatest(extract(epoch FROM now() - oldest), 0)
       )), '[]')
       FROM (
         SELECT task, json_object_agg(state, jobs) AS states,
           min(oldest) FILTER (WHERE state IN ('waiting', 'retrying')) AS oldest
         FROM (
           SELECT task_identifier AS task, count(*) AS jobs, min(run_at) AS oldest,
             CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'failed'
               WHEN attempts > 0 THEN 'retrying' WHEN run_at > now() THEN 'scheduled' ELSE 'waiting' END AS state
           FROM graphile_worker.jobs
           WHERE locked_at IS NOT NULL OR NOT (${SUPERSEDED} OR ${CANCELLED})
           GROUP BY task, state
         ) AS counted
         GROUP BY task
       ) AS tasks
     ) AS tasks`,
    [LOCKS.leases],
  );
  return rows[0];
}
