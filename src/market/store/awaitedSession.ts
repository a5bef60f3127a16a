import type pg from 'pg';
import type { AwaitedSession } from '../awaited.js';
import { isoOf } from '../day.js';
import { neededForQuorum } from '../quorum.js';
import type { Day } from '../../scoring/names.js';

/** An awaited session as it is stored: its row of session_bars, and the share of stocks that makes a session count. */
export interface AwaitedRow extends Omit<AwaitedSession, 'needed'> {
  readonly share: number;
}

/** Returns what a stored session lacks. */
export const awaitedOf = ({ share, ...session }: AwaitedRow): AwaitedSession => ({
  ...session,
  needed: neededForQuorum(session.expected, share),
});

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
  const { rows } = await client.query<AwaitedRow>(
    `SELECT day::text AS date, of_former AS bars, expected, session_quorum AS share
     FROM session_bars, market_kind
     WHERE day > (SELECT max(day) FROM session_bars WHERE has_quorum) AND ($1::date IS NULL OR day = $1)
     ORDER BY day DESC LIMIT 1`,
    [on === null ? null : isoOf(on)],
  );
  return rows.map(awaitedOf).at(0) ?? null;
}
