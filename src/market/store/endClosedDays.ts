import type pg from 'pg';
import { dayOf } from '../day.js';
import { endDays } from './endDays.js';
import type { StockIds } from './stockIds.js';
import { storedSessions } from './storedCalendar.js';

/**
 * Ends the currency of scored days that are no sessions any more, between the first bar and the newest session that
 * counts.
 *
 * @param client is in the transaction that has changed the sessions or the bars
 */
export async function endClosedDays(client: pg.ClientBase, ids: StockIds): Promise<void> {
  const { rows } = await client.query<{ first: string | null; newest: string | null }>(
    `SELECT min(day)::text AS first,
       -- Until a share of stocks was applied, every session with a bar counts.
       CASE WHEN (SELECT session_quorum FROM market_kind) IS NULL THEN max(day)
         ELSE (SELECT max(day) FROM session_bars WHERE has_quorum) END::text AS newest
     FROM bars WHERE superseded_in IS NULL`,
  );
  const [{ first, newest }] = rows;
  const from = first === null ? Infinity : dayOf(first);
  const to = newest === null ? -Infinity : dayOf(newest);
  const sessions = await storedSessions(client, ids);
  await endDays(client, (day) => day >= from && day <= to && sessions.ordinalOf(day) !== -1);
}
