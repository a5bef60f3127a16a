import type pg from 'pg';
import { inTransaction, withLock } from '../../database/transaction.js';
import { endUncounted } from './endUncounted.js';
import { updateSessionBars } from './sessionBars.js';

/**
 * Computes which sessions count by another share of stocks than the store has kept, if it has, and keeps it.
 *
 * @param share of the stocks that makes a session count, 0 to 1
 * @param onApplied called in the same transaction, where the share is another one
 */
export async function applySessionQuorum(
  pool: pg.Pool,
  share: number,
  onApplied?: (client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  const { rows } = await pool.query('SELECT FROM market_kind WHERE session_quorum IS DISTINCT FROM $1', [
    share,
  ]);
  if (rows.length === 0) return;
  await withLock(pool, 'facts', (client) =>
    inTransaction(client, async () => {
      await client.query('UPDATE market_kind SET session_quorum = $1', [share]);
      await updateSessionBars(client, { from: -Infinity, to: Infinity });
      await endUncounted(client);
      // No batch tells processes that answers about sessions differ.
      await client.query('NOTIFY greyoak_commits');
      await onApplied?.(client);
    }),
  );
}
