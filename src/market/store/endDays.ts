import type pg from 'pg';
import { dayOf } from '../day.js';
import type { Day } from '../../scoring/names.js';

/**
 * Ends what is served of days, of all methods and modes.
 *
 * @param client is in a transaction
 * @param isServable whether a day stays
 */
export async function endDays(client: pg.ClientBase, isServable: (day: Day) => boolean): Promise<void> {
  const { rows } = await client.query<{ day: string }>('SELECT DISTINCT day::text FROM scored_days');
  const ended = rows.map(({ day }) => day).filter((day) => !isServable(dayOf(day)));
  if (ended.length > 0) await client.query('DELETE FROM scored_days WHERE day = ANY ($1)', [ended]);
}
