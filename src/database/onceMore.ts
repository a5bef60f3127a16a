import type pg from 'pg';
import { isPassing } from './isPassing.js';

/**
 * Does work that only reads, and does it once more if it failed because of something temporary: a restart of the server
 * ends all connections, and a new one may succeed.
 *
 * @param pool whose connections the work uses
 * @param signal after which the work is not done again
 * @throws what the work throws
 */
export async function onceMore<Result>(
  pool: pg.Pool,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted || !isPassing(error) || isLocked(error)) throw error;
    await closeIdle(pool);
    return work();
  }
}

/** Whether a lock was not free in time: then it was waited for already. */
const isLocked = (error: unknown): boolean => (error as { readonly code?: unknown }).code === '55P03';

/** Closes the idle connections of a pool. If one was lost unseen, the others probably were, too. */
async function closeIdle(pool: pg.Pool): Promise<void> {
  for (let left = pool.idleCount; left > 0 && pool.idleCount > 0; left--) {
    const client = await pool.connect().catch(() => null);
    client?.release(true);
  }
}
