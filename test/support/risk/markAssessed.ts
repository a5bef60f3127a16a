import { readFile } from 'node:fs/promises';
import type { Database } from '../../../src/database/database.js';
import { DEFAULT_RISK_METHOD, loadRiskMethod } from '../../../src/method/loadRiskMethod.js';

/** Says of days with scores made by hand that their risks are current, so that no worker of a service assesses them. */
export async function markAssessed({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const { hash, name } = await loadRiskMethod();
  const document = await readFile(DEFAULT_RISK_METHOD, 'utf8');
  await pool.query('INSERT INTO risk_methods (hash, name, document) VALUES ($1, $2, $3)', [
    hash,
    name,
    document,
  ]);
  await pool.query(`UPDATE runs SET risk_method_hash = $1, risks_hash = '' WHERE status = 'SUCCEEDED'`, [
    hash,
  ]);
  await pool.query(
    `INSERT INTO assessed_days (day, run_id, valid_batch)
     SELECT DISTINCT ON (day) day, run_id, valid_batch FROM scored_days ORDER BY day, mode`,
  );
}
