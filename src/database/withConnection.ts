import type pg from 'pg';
import type { Connections } from './writers.js';

/**
 * Runs work over a connection.
 *
 * @throws what `work` throws. The connection is then closed instead of being returned, because of what it may have left
 *   there, such as a transaction, a lock or a setting.
 */
export async function withConnection<Result>(
  connections: Connections,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await connections.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
