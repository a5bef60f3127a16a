import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { TradingCalendar, type Sessions } from '../calendar.js';
import { holidays, type KnownCalendarEntry } from '../datasets/holidays.js';
import { dayOf } from '../day.js';
import { asRecorded, factsAsRecorded } from './recordFacts.js';
import type { StockIds } from './stockIds.js';

/**
 * Reads the calendar as recorded at a batch, or the current one where no batch is given. Imported days replace shipped
 * ones.
 */
export async function storedCalendar(
  client: pg.ClientBase,
  ids: StockIds,
  batch?: number,
): Promise<TradingCalendar> {
  const entries = await factsAsRecorded(client, holidays.table, ids, batch);
  return new TradingCalendar(entries.sort(shippedFirst));
}

const shippedFirst = (a: KnownCalendarEntry, b: KnownCalendarEntry): number =>
  Number(b.shipped) - Number(a.shipped);

/** Reads the sessions as recorded at a batch, or the current ones where no batch is given. */
export async function storedSessions(
  client: pg.ClientBase,
  ids: StockIds,
  batch?: number,
): Promise<Sessions> {
  const calendar = await storedCalendar(client, ids, batch);
  return calendar.sessions(await tradedDays(client, batch));
}

/**
 * Reads the days on which any stock has a bar. Because there are a thousand bars a day, the statement jumps from day to
 * day in the index.
 */
async function tradedDays(client: pg.ClientBase, batch: number | undefined): Promise<Day[]> {
  const next = (after: string) =>
    `(SELECT day FROM bars WHERE ${asRecorded(batch)}${after} ORDER BY day LIMIT 1)`;
  const { rows } = await client.query<{ day: string }>(
    `WITH RECURSIVE traded AS (
       ${next('')}
       UNION ALL SELECT ${next(' AND day > traded.day')} FROM traded WHERE traded.day IS NOT NULL
     ) SELECT day::text FROM traded WHERE day IS NOT NULL`,
  );
  return rows.map(({ day }) => dayOf(day));
}

/** Returns the last day with a bar; null where there are no bars. */
export async function newestBarDay(client: pg.ClientBase): Promise<Day | null> {
  const { rows } = await client.query<{ day: string | null }>(
    'SELECT max(day)::text AS day FROM bars WHERE superseded_in IS NULL',
  );
  return rows[0].day === null ? null : dayOf(rows[0].day);
}
