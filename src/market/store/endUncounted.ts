import type pg from 'pg';
import { endClosedDays } from './endClosedDays.js';
import { newestSession } from './newestSession.js';
import { sqlDate } from './sqlDate.js';
import { stockIds } from './stockIds.js';

/**
 * Ends what is served of days after the newest session that counts.
 *
 * @param client is in a transaction, in a store that has applied a share of stocks (applySessionQuorum)
 */
export async function endUncounted(client: pg.ClientBase): Promise<void> {
  const newest = await newestSession(client);
  const { rows } = await client.query('SELECT FROM scored_days WHERE day > $1 LIMIT 1', [
    sqlDate(newest ?? -Infinity),
  ]);
  if (rows.length > 0) await endClosedDays(client, await stockIds(client));
}
