import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { LOCKS } from '../../database/transaction.js';

/** How often a lock that somebody else has is tried. */
const TRY_MS = 100;

/**
 * As withLock for the lock of runs, but waiting for it can be ended: a scoring from the command line may hold it for
 * minutes. Whoever works on a job holds it; so a job whose worker is gone can be told by it (recoverJobs.ts).
 *
 * @throws AbortError where the signal ends the waiting
 */
export async function withLockOfRuns<Result>(
  pool: pg.Pool,
  signal: AbortSignal,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    while (!(await tryLock(client))) await wait(TRY_MS, undefined, { signal });
    const result = await work(client);
    await client.query('SELECT pg_advisory_unlock($1)', [LOCKS.runs]);
    return result;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A connection with a lock on it must not go back to the others.
    client.release(broken);
  }
}

async function tryLock(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    LOCKS.runs,
  ]);
  return rows[0].locked;
}
