import type pg from 'pg';

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
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`SELECT set_config('statement_timeout', $1, false)`, [String(timeoutMs)]);
    const result = await work(client);
    await client.query('RESET statement_timeout');
    return result;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // After a failure the timeout is still set, so the connection must not go back to the pool.
    client.release(broken);
  }
}
