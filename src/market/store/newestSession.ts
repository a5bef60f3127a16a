import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { dayOf } from '../day.js';

/** Returns the newest session that counts: the last one with quorum; null where there is none. */
export async function newestSession(client: pg.ClientBase | pg.Pool): Promise<Day | null> {
  const { rows } = await client.query<{ day: string | null }>(
    'SELECT max(day)::text AS day FROM session_bars WHERE has_quorum',
  );
  return rows[0].day === null ? null : dayOf(rows[0].day);
}
