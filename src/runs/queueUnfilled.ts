import type pg from 'pg';
import { queueOutdated } from './outdatedJob.js';

/**
 * Enqueues a rescore where stored features lack columns that a migration added. Each rescore fills them before anything
 * else, also where no session is due.
 *
 * @returns whether there are such features
 */
export async function queueUnfilled(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query('SELECT FROM features_to_fill LIMIT 1');
  if (rows.length === 0) return false;
  await queueOutdated(pool);
  return true;
}
