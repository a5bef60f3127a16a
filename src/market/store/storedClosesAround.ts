import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { ClosesAround } from '../imports/adapters/adapter.js';
import type { StockIds } from './stockIds.js';
import { storedSessions } from './storedCalendar.js';

/** Reads the closes of a day and of the session before it. */
export async function storedClosesAround(
  client: pg.ClientBase,
  ids: StockIds,
  day: Day,
): Promise<ClosesAround> {
  const sessions = await storedSessions(client, ids);
  const former = sessions.days.at(sessions.countUpTo(day - 1) - 1);
  const on = await closesOf(client, ids, day);
  const isFirst = sessions.countUpTo(day - 1) === 0;
  return { on, before: former === undefined || isFirst ? new Map() : await closesOf(client, ids, former) };
}

async function closesOf(
  client: pg.ClientBase,
  ids: StockIds,
  day: Day,
): Promise<ReadonlyMap<Ticker, number>> {
  const { rows } = await client.query<{ id: number; close: number }>(
    'SELECT stock_id AS id, close::float8 AS close FROM bars WHERE day = $1 AND superseded_in IS NULL',
    [isoOf(day)],
  );
  return new Map(rows.map(({ id, close }) => [ids.tickerOf(id), close]));
}
