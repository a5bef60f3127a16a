import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

/** Locks of the whole store; whoever holds one is the only one of its kind, on all machines. */
export const LOCKS = { facts: 7_301_001, runs: 7_301_002 } as const;

/** Runs `work` on a connection of its own, in one transaction; what it throws rolls back. */
export async function inTransaction<Result>(
  client: pg.ClientBase,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The connection may be what failed: the server then rolls back by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** How often a lock that somebody else has is tried, where waiting for it can be ended. */
const TRY_MS = 100;

/**
 * Runs `work` on a connection that holds a lock of the store. The server drops the lock with the connection,
 * however that ends.
 *
 * @param signal ends the waiting for whoever holds it, with an AbortError; not the work
 */
export async function withLock<Result>(
  pool: pg.Pool,
  lock: keyof typeof LOCKS,
  work: (client: pg.PoolClient) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    if (signal === undefined) await client.query('SELECT pg_advisory_lock($1)', [LOCKS[lock]]);
    else while (!(await tryLock(client, lock))) await wait(TRY_MS, undefined, { signal });
    const result = await work(client);
    await client.query('SELECT pg_advisory_unlock($1)', [LOCKS[lock]]);
    return result;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A connection with a lock on it must not go back to the others.
    client.release(broken);
  }
}

async function tryLock(client: pg.ClientBase, lock: keyof typeof LOCKS): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    LOCKS[lock],
  ]);
  return rows[0].locked;
}

/** Runs `work` on one unchanging state of the database. */
export async function inSnapshot<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
