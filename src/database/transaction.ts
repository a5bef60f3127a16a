import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { withConnection } from './withConnection.js';
import type { Connections } from './writers.js';

/**
 * The advisory locks of the store. `facts` and `runs` have one holder at a time, among all processes on all machines;
 * who needs both takes `runs` first. `leases` is the first half of a key whose second half names a worker. `migrations`
 * is held while the schema is changed, `audit` while the chain of the audit is changed, and `firstAdministrator` while one is
 * added. `alerts` is held while the log of alerts is appended to; who needs `runs` too takes that first.
 * `webhooks` is held while deliveries are sent, `documents` while what searches of documents see is changed. 7_301_005 and 7_301_006 are first halves in migration 0013.
 */
export const LOCKS = {
  facts: 7_301_001,
  runs: 7_301_002,
  leases: 7_301_003,
  migrations: 7_301_004,
  firstAdministrator: 7_301_007,
  audit: 7_301_014,
  alerts: 7_301_015,
  webhooks: 7_301_016,
  documents: 7_301_017,
} as const;

/** A lock that is held for a piece of work. */
export type LockName = Exclude<keyof typeof LOCKS, 'leases' | 'migrations' | 'audit' | 'firstAdministrator'>;

/**
 * Runs `work` in one transaction of the connection, which `work` must use for its statements.
 *
 * @throws what `work` throws, after the transaction was rolled back
 */
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
    // If it is the connection that failed, the server rolls back by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** How often a lock that is taken is tried again when the wait can be aborted. */
const TRY_MS = 100;

/**
 * Runs `work` on a connection that holds a lock of the store, and waits for the lock first. Because the server drops
 * the lock with the connection, it is free again however the process ends.
 *
 * @param signal aborts the wait for the lock, but not the work
 * @throws Error (AbortError) if the wait was aborted, and what `work` throws
 */
export async function withLock<Result>(
  pool: Connections,
  lock: LockName,
  work: (client: pg.PoolClient) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  return withConnection(pool, async (client) => {
    if (signal === undefined) await client.query('SELECT pg_advisory_lock($1)', [LOCKS[lock]]);
    else while (!(await tryLock(client, lock))) await wait(TRY_MS, undefined, { signal });
    const result = await work(client);
    await client.query('SELECT pg_advisory_unlock($1)', [LOCKS[lock]]);
    return result;
  });
}

async function tryLock(client: pg.ClientBase, lock: LockName): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    LOCKS[lock],
  ]);
  return rows[0].locked;
}

/** Runs `work` on one snapshot of the database: its statements see no commit that happens meanwhile. */
export async function inSnapshot<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return withConnection(pool, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  });
}
