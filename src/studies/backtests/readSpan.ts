import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { BacktestRequest } from './backtestRequest.js';

/** Sessions before the first one whose prices may still count. */
const BEFORE = 10;

export interface SessionSpan {
  /** The sessions before, of which only the prices matter. */
  readonly before: readonly IsoDate[];
  /** From the first session with scores on. */
  readonly sessions: readonly IsoDate[];
}

/**
 * Reads the sessions of a backtest: days on which enough stocks traded.
 *
 * @throws UserError where none of the span has scores
 */
export async function readSpan(
  client: pg.ClientBase,
  { method, mode, from, to }: Pick<BacktestRequest, 'method' | 'mode' | 'from' | 'to'>,
): Promise<SessionSpan> {
  const { rows } = await client.query<{ first: IsoDate | null }>(
    `SELECT min(day)::text AS first FROM scored_days JOIN session_bars USING (day)
     WHERE method = $1 AND mode = $2 AND day BETWEEN $3 AND $4 AND has_quorum`,
    [method, mode, from, to],
  );
  const [{ first }] = rows;
  if (first === null) {
    throw new UserError(
      `Expected a span with scores of the method "${shown(method)}" and ${mode}, got none from ${from} to ${to}.`,
    );
  }
  const before = await client.query<{ day: IsoDate }>(
    'SELECT day::text FROM session_bars WHERE has_quorum AND day < $1 ORDER BY day DESC LIMIT $2',
    [first, BEFORE],
  );
  const sessions = await client.query<{ day: IsoDate }>(
    'SELECT day::text FROM session_bars WHERE has_quorum AND day BETWEEN $1 AND $2 ORDER BY day',
    [first, to],
  );
  return {
    before: before.rows.map(({ day }) => day).reverse(),
    sessions: sessions.rows.map(({ day }) => day),
  };
}
