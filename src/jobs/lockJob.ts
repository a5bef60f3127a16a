import type pg from 'pg';
import { LISTED_JOBS, type ListedJob } from './listedJobs.js';

/**
 * Reads a job, and keeps workers from beginning it until the end of the transaction: they pass over jobs that are locked.
 *
 * @returns null if there is none
 */
export async function lockJob(client: pg.ClientBase, id: number): Promise<ListedJob | null> {
  await client.query('SELECT FROM graphile_worker._private_jobs WHERE id = $1 FOR UPDATE', [id]);
  // What was true before the lock may have changed while we waited for it.
  return readJob(client, id);
}

const JOB = 'SELECT * FROM (' + LISTED_JOBS + ') AS listed WHERE id = $1';

/** @returns null if there is none */
export async function readJob(client: pg.ClientBase, id: number): Promise<ListedJob | null> {
  const { rows } = await client.query<ListedJob>(JOB, [id]);
  return rows.at(0) ?? null;
}
