import type pg from 'pg';
import type { Method } from '../scoring/method.js';
import { queueOutdated } from './outdatedJob.js';

/**
 * Enqueues a rescore where a session that the store serves has no scores of a method, as where the method is scored for the
 * first time.
 *
 * @returns whether there is such a session
 */
export async function queueUnscored(
  pool: pg.Pool,
  methods: readonly Pick<Method, 'name'>[],
): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT FROM served_days AS served, unnest($1::text[]) AS given (name)
     WHERE NOT EXISTS (
       SELECT FROM scored_days AS scored
       WHERE scored.method = given.name AND scored.mode = served.mode AND scored.day = served.day
     ) LIMIT 1`,
    [methods.map(({ name }) => name)],
  );
  if (rows.length === 0) return false;
  await queueOutdated(pool);
  return true;
}
