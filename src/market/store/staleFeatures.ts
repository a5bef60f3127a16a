import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import type { Sessions } from '../calendar.js';
import { UNIVERSE_SESSIONS } from '../crossSection.js';
import { isoOf } from '../day.js';
import type { StockIds } from './stockIds.js';
import { storedSessions } from './storedCalendar.js';

/** A stock whose features may differ, and from which day on. */
export interface StaleFrom {
  readonly ticker: Ticker;
  readonly from: Day;
}

/**
 * Notes that the features of some stocks have to be computed again, each from a day on.
 *
 * @param stocks of a stock that is listed several times, the earliest day counts
 */
export async function markStale(
  client: pg.ClientBase,
  stocks: Iterable<StaleFrom>,
  ids: StockIds,
): Promise<void> {
  const earliest = new Map<Ticker, Day>();
  for (const { ticker, from } of stocks) {
    earliest.set(ticker, Math.min(from, earliest.get(ticker) ?? Infinity));
  }
  if (earliest.size === 0) return;
  await client.query(`${INSERT} SELECT * FROM unnest($1::int4[], $2::date[]) ${OR_EARLIER}`, [
    [...earliest.keys()].map(ids.idOf),
    [...earliest.values()].map(isoOf),
  ]);
}

/** Notes that the features of all stocks have to be computed again from a day on. */
export async function markAllStale(client: pg.ClientBase, from: Day): Promise<void> {
  await client.query(`${INSERT} SELECT DISTINCT stock_id, $1::date FROM features ${OR_EARLIER}`, [
    isoOf(from),
  ]);
}

/**
 * Notes that features have to be computed for the sessions after the formerly newest one. A stock that traded in the
 * ten sessions up to that has features on them even without bars.
 */
export async function markCarried(
  client: pg.ClientBase,
  formerNewest: Day,
  sessions: Sessions,
): Promise<void> {
  const tenth = Math.max(0, sessions.countUpTo(formerNewest) - UNIVERSE_SESSIONS);
  await client.query(`${INSERT} SELECT DISTINCT stock_id, $1::date FROM bars WHERE day >= $2 ${OR_EARLIER}`, [
    isoOf(formerNewest + 1),
    isoOf(sessions.days[tenth]),
  ]);
}

/**
 * Notes that all features have to be computed again from the first day on which the sessions differ from those before,
 * because the windows of features are counted in sessions.
 *
 * @returns that day, or null where the sessions are the same
 */
export async function markMovedSessions(
  client: pg.ClientBase,
  ids: StockIds,
  before: Sessions,
): Promise<Day | null> {
  const from = firstDifference(before, await storedSessions(client, ids));
  if (from !== null) await markAllStale(client, from);
  return from;
}

/** Returns the first day on which sessions differ; null where they do not, or where only later ones were added. */
function firstDifference(before: Sessions, after: Sessions): Day | null {
  for (let k = 0; k < before.days.length; k++) {
    if (before.days[k] !== after.days[k]) return Math.min(before.days[k], after.days[k] ?? Infinity);
  }
  return null;
}

const INSERT = 'INSERT INTO stale_features (stock_id, from_day)';
const OR_EARLIER = `ON CONFLICT (stock_id)
  DO UPDATE SET from_day = least(stale_features.from_day, excluded.from_day)`;
