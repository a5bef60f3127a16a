import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';

const MILLISECONDS_PER_DAY = 86_400_000;
/** 15:30 in India, and the end of the day there, in milliseconds since midnight UTC. */
const CLOSE = 10 * 3_600_000;
const END_OF_DAY = 18.5 * 3_600_000;

/**
 * Returns when the prices of a session are final: at 15:30 in India. Because the calendar does not know the hours of
 * special sessions, as on Diwali, theirs are final at the end of the day.
 */
export async function sessionClose(client: pg.ClientBase | pg.Pool, day: Day): Promise<Date> {
  const { rows } = await client.query<{ kind: string }>(
    // An imported day replaces a shipped one.
    'SELECT kind FROM calendar_days WHERE day = $1 AND superseded_in IS NULL ORDER BY shipped LIMIT 1',
    [isoOf(day)],
  );
  const close = rows[0]?.kind === 'SESSION' ? END_OF_DAY : CLOSE;
  return new Date(day * MILLISECONDS_PER_DAY + close);
}
