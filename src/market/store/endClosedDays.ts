import type pg from 'pg';
import { dayOf } from '../day.js';
import { endDays } from './endDays.js';
import type { StockIds } from './stockIds.js';
import { newestBarDay, storedSessions } from './storedCalendar.js';

/**
 * Ends the currency of scored days that are no sessions between the first and the newest bar any more.
 *
 * @param client is in the transaction that has changed the sessions or the bars
 */
export async function endClosedDays(client: pg.ClientBase, ids: StockIds): Promise<void> {
  const { rows } = await client.query<{ first: string | null }>(
    'SELECT min(day)::text AS first FROM bars WHERE superseded_in IS NULL',
  );
  const first = rows[0].first === null ? Infinity : dayOf(rows[0].first);
  const newest = (await newestBarDay(client)) ?? -Infinity;
  const sessions = await storedSessions(client, ids);
  await endDays(client, (day) => day >= first && day <= newest && sessions.ordinalOf(day) !== -1);
}
