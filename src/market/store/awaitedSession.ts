import type pg from 'pg';
import type { AwaitedSession } from '../awaited.js';
import { isoOf } from '../day.js';
import { neededForQuorum } from '../quorum.js';
import type { Day, IsoDate } from '../../scoring/names.js';

/**
 * Returns what an awaited session lacks: a session with bars that is later than every session with quorum.
 *
 * @param on null: the newest such session
 * @returns null where there is none, or where the day does not wait
 */
export async function awaitedSession(
  client: pg.ClientBase,
  on: Day | null = null,
): Promise<AwaitedSession | null> {
  const { rows } = await client.query<Omit<AwaitedSession, 'needed'> & { date: IsoDate; share: number }>(
    `SELECT day::text AS date, of_former AS bars, expected, session_quorum AS share
     FROM session_bars, market_kind
     WHERE day > (SELECT max(day) FROM session_bars WHERE has_quorum) AND ($1::date IS NULL OR day = $1)
     ORDER BY day DESC LIMIT 1`,
    [on === null ? null : isoOf(on)],
  );
  if (rows.length === 0) return null;
  const [{ share, ...session }] = rows;
  return { ...session, needed: neededForQuorum(session.expected, share) };
}
