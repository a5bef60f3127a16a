import type pg from 'pg';
import { withConnection } from './withConnection.js';

/**
 * Runs work over a connection of a pool on which each statement may take so long.
 *
 * @param timeoutMs in milliseconds; 0: without limit
 */
export async function withTimeout<Result>(
  pool: pg.Pool,
  timeoutMs: number,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return withConnection(pool, async (client) => {
    await client.query(`SELECT set_config('statement_timeout', $1, false)`, [String(timeoutMs)]);
    const result = await work(client);
    await client.query('RESET statement_timeout');
    return result;
  });
}
