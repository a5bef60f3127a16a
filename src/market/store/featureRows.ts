import type pg from 'pg';
import { barSeries, featuresAt } from '../../scoring/features.js';
import type { MethodParameters } from '../../scoring/method.js';
import type { Day, Ticker } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';
import { adjustedUpTo, adjustmentsOf, barsAround } from '../adjustment.js';
import type { Sessions } from '../calendar.js';
import { UNIVERSE_SESSIONS } from '../crossSection.js';
import { actions } from '../datasets/actions.js';
import type { Action, TradedBars } from '../facts.js';
import { arePricesAdjusted } from './marketKind.js';
import { newestBatch } from './recordBatch.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds, type StockIds } from './stockIds.js';
import { newestBarDay, storedSessions } from './storedCalendar.js';

/** The options that stored features are computed with: those of the default method. */
export const FEATURE_OPTIONS: MethodParameters['features'] = { resistance_includes_last_bar: false };

/** One stock's features on one session. */
export interface FeatureRow {
  readonly id: number;
  readonly day: Day;
  readonly age: number;
  readonly secondary: number;
  readonly values: ArrayLike<number>;
}

/** What the features of all stocks are computed from. */
export interface SharedFacts {
  readonly batch: number;
  readonly ids: StockIds;
  readonly sessions: Sessions;
  readonly newest: Day;
  readonly actions: ReadonlyMap<Ticker, readonly Action[]>;
  readonly adjusted: boolean;
}

export async function sharedFacts(client: pg.ClientBase): Promise<SharedFacts> {
  const ids = await stockIds(client);
  return {
    batch: await newestBatch(client),
    ids,
    sessions: await storedSessions(client, ids),
    newest: (await newestBarDay(client)) ?? -Infinity,
    actions: actions.group(await factsAsRecorded(client, actions.table, ids)),
    adjusted: await arePricesAdjusted(client),
  };
}

/**
 * Computes a stock's features on every session from a day on. On a session without a bar they are those at the last
 * bar, for less than ten sessions. Prices are adjusted for the actions up to each session.
 */
export function* featureRows(
  id: number,
  traded: TradedBars,
  actions: readonly Action[],
  { sessions, newest, adjusted }: SharedFacts,
  from: Day,
): Generator<FeatureRow> {
  if (traded.day.length === 0) return;
  const due = adjusted ? [] : adjustmentsOf(actions, barsAround(traded));
  const last = sessions.countUpTo(newest) - 1;
  let today = Math.max(0, sessions.countUpTo(Math.max(from, traded.day[0]) - 1));
  // Because prices are adjusted alike until the next action counts, what windows share is computed once in between.
  let series: ReturnType<typeof barSeries> | null = null;
  let nextDue = -Infinity;
  for (; today <= last; today++) {
    const day = sessions.days[today];
    const bar = countAtOrBelow(traded.day, day) - 1;
    const age = today + 1 - sessions.countUpTo(traded.day[bar]);
    if (age >= UNIVERSE_SESSIONS) continue;
    if (series === null || day >= nextDue) {
      // featuresAt does not look at bars after its own.
      series = barSeries(adjustedUpTo(traded, due, sessions, { asOf: day, last: Infinity }), bar);
      nextDue = due.reduce((next, { from }) => (from > day ? Math.min(next, from) : next), Infinity);
    }
    const values = featuresAt(series, bar, today, FEATURE_OPTIONS);
    yield { id, day, age, secondary: traded.secondary[bar], values };
  }
}
