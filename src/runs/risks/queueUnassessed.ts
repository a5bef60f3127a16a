import type pg from 'pg';
import type { RiskMethod } from '../../risk/riskMethod.js';
import { queueOutdated } from '../outdatedJob.js';

/**
 * Enqueues a rescore where a scored session has no risks of a method, as in a store of a former version, or after a change
 * of the method's file. The newest session comes first.
 *
 * @returns whether there is such a session
 */
export async function queueUnassessed(pool: pg.Pool, { hash }: RiskMethod): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT FROM served_days AS served
     WHERE NOT EXISTS (
       SELECT FROM assessed_days AS assessed JOIN runs ON runs.id = assessed.run_id
       WHERE assessed.day = served.day AND risk_method_hash = $1
     ) LIMIT 1`,
    [hash],
  );
  if (rows.length === 0) return false;
  await queueOutdated(pool);
  return true;
}
