/** Computes the features and flags of a market from scratch, session by session, as crossSection.ts does. */
import { barsAsOf } from '../../../src/market/adjustment.js';
import { BarsBuilder } from '../../../src/market/barsBuilder.js';
import { isoOf } from '../../../src/market/day.js';
import type { Market } from '../../../src/market/market.js';
import { flagsOf } from '../../../src/market/flags/flagsOf.js';
import { barSeries, featuresAt } from '../../../src/scoring/features.js';
import { FEATURES, type Day } from '../../../src/scoring/names.js';
import { countAtOrBelow } from '../../../src/scoring/statistics.js';
import type { Database } from '../../../src/database/database.js';

/** Method: a stock without a bar in this many sessions is not traded. */
const UNIVERSE_SESSIONS = 10;

/** "A.NS 2024-10-01": age, whether secondary, and the features as texts: every double has one of its own. */
export type FeatureTexts = Readonly<Record<string, string>>;

const textOf = (age: number, secondary: number, values: readonly (number | null)[]): string =>
  [
    age,
    secondary,
    ...values.map((value) => (value === null || value !== value ? '' : Object.is(value, -0) ? '-0' : value)),
  ].join(' ');

export function newestDay({ bars }: Pick<Market, 'bars'>): Day {
  return [...bars.values()].reduce((newest, { day }) => Math.max(newest, day[day.length - 1]), -Infinity);
}

export function featuresFromScratch(market: Market): FeatureTexts {
  const { sessions } = market;
  const newest = newestDay(market);
  const texts: Record<string, string> = {};
  for (const [ticker, traded] of market.bars) {
    const actions = market.pricesAdjusted ? [] : (market.actions.get(ticker) ?? []);
    for (let today = 0; today < sessions.days.length && sessions.days[today] <= newest; today++) {
      const day = sessions.days[today];
      const count = countAtOrBelow(traded.day, day);
      if (count === 0) continue;
      const age = today + 1 - sessions.countUpTo(traded.day[count - 1]);
      if (age >= UNIVERSE_SESSIONS) continue;
      const series = barSeries(barsAsOf(traded, actions, sessions, day));
      const values = featuresAt(series, count - 1, today, { resistance_includes_last_bar: false });
      texts[`${ticker} ${isoOf(day)}`] = textOf(age, traded.secondary[count - 1], [...values]);
    }
  }
  return texts;
}

/** "A.NS 2024-10-01 JUMP": its detail. */
export function flagsFromScratch({ bars, actions, sessions, pricesAdjusted }: Market): FeatureTexts {
  const noBars = new BarsBuilder().build();
  const flags = [...new Set([...bars.keys(), ...actions.keys()])].flatMap((ticker) =>
    flagsOf(bars.get(ticker) ?? noBars, actions.get(ticker) ?? [], sessions, pricesAdjusted).map((flag) => ({
      ticker,
      ...flag,
    })),
  );
  return Object.fromEntries(
    flags.map(({ ticker, day, kind, detail }) => [`${ticker} ${isoOf(day)} ${kind}`, detail]),
  );
}

interface StoredFeatureRow {
  readonly ticker: string;
  readonly day: string;
  readonly bar_age: number;
  readonly is_secondary: boolean;
  readonly values: readonly (number | null)[];
}

/** Reads stored features as recorded at a batch, or the current ones where no batch is given. */
export async function storedFeatureTexts(
  { pool }: Pick<Database, 'pool'>,
  batch?: number,
): Promise<FeatureTexts> {
  const { rows } = await pool.query<StoredFeatureRow>(
    `SELECT ticker, day::text, bar_age, source = 'SECONDARY' AS is_secondary, ARRAY[${FEATURES.join(', ')}] AS values
     FROM features JOIN stocks ON id = stock_id
     WHERE CASE WHEN $1::int4 IS NULL THEN superseded_in IS NULL
       ELSE recorded_in <= $1 AND (superseded_in IS NULL OR superseded_in > $1) END`,
    [batch ?? null],
  );
  const texts = rows.map(({ ticker, day, bar_age, is_secondary, values }) => [
    `${ticker} ${day}`,
    textOf(bar_age, is_secondary ? 1 : 0, values),
  ]);
  const byKey = Object.fromEntries(texts) as FeatureTexts;
  if (Object.keys(byKey).length !== rows.length)
    throw new Error('a stock has two rows of features on a session');
  return byKey;
}

export async function storedFlags({ pool }: Pick<Database, 'pool'>): Promise<FeatureTexts> {
  const { rows } = await pool.query<{ key: string; detail: string }>(
    `SELECT concat_ws(' ', ticker, day, kind) AS key, detail FROM bar_flags JOIN stocks ON id = stock_id`,
  );
  return Object.fromEntries(rows.map(({ key, detail }) => [key, detail]));
}

/** Returns the entries in which two records differ, because a thousand equal ones say nothing. */
export function differences(found: FeatureTexts, expected: FeatureTexts) {
  const keys = [...new Set([...Object.keys(found), ...Object.keys(expected)])].sort();
  return keys
    .filter((key) => found[key] !== expected[key])
    .map((key) => ({ key, found: found[key] ?? 'missing', expected: expected[key] ?? 'missing' }));
}
