import { readFile } from 'node:fs/promises';
import type { Database } from '../../../src/database/database.js';
import type { Tables } from '../../../src/database/tables.js';
import { DEFAULT_METHOD } from '../../../src/method/loadMethod.js';
import { FEATURES, FUNDAMENTALS, type IsoDate } from '../../../src/scoring/names.js';
import { asOwner } from '../database/testDatabase.js';
import { DAY } from './day.js';
import { scoresOf } from './storedRows.js';

export const date = (text: string) => text as IsoDate;
export const FORMER = date('2024-10-07');
export const NEWEST = DAY.section.date;
/** 2024-10-07 was scored by run 1, and 2024-10-08 by run 2, which run 3 replaced for traders. */
export const RUNS = [1, 2, 3];
/** Split 2 : 1 on the newest day. */
export const SPLIT = DAY.section.tickers[0];
/** Has bars and features, and no score of the newest day. */
export const UNSCORED = DAY.section.tickers[1];

const RECORDED = { recorded_in: 1, superseded_in: null };

/** Fills a store with the day of day.ts, and with one before it on which every stock scored one point less. */
export async function fill(database: Database): Promise<void> {
  const { db } = database;
  const { method, momentum, section } = DAY;
  const counts = { rows_read: 0, inserted: 0, updated: 0, unchanged: 0, refused: 0 };
  await db
    .insertInto('batches')
    .values({ id: 1, dataset: 'prices', source: 'prices.csv', ...counts })
    .execute();
  await db
    .insertInto('market_kind')
    .values({ synthetic: false, adjusted: false, session_quorum: 0.5 })
    .execute();
  const stocks = await db
    .insertInto('stocks')
    .values(section.tickers.map((ticker) => ({ ticker })))
    .returning(['id', 'ticker'])
    .execute();
  const idOf = new Map(stocks.map(({ id, ticker }) => [ticker, id]));
  const stockIds = section.tickers.map((ticker) => idOf.get(ticker) ?? NaN);
  const company = {
    ...RECORDED,
    isin: 'INE000000000',
    industry: 'Power',
    basic_industry: '',
    sector_group: '',
  };
  await db
    .insertInto('companies')
    .values(
      section.tickers.map((ticker, i) => ({ ...company, stock_id: stockIds[i], name: `New ${ticker}` })),
    )
    .execute();
  await db
    .insertInto('companies')
    .values({ ...company, stock_id: stockIds[0], recorded_in: 0, superseded_in: 1, name: 'Old name' })
    .execute();
  await insertFacts(database, stockIds);

  const document = await readFile(DEFAULT_METHOD, 'utf8');
  await db
    .insertInto('methods')
    .values({ hash: method.hash, name: method.name, threshold_set: 'production', document })
    .execute();
  const named = (keys: readonly string[], of: (k: number) => string) =>
    Object.fromEntries(keys.map((key, k) => [key, of(k)]));
  const sectorFile = {
    groups: named(section.sectors, (g) => section.sectors[g]),
    industries: {},
    tickers: named(section.tickers, (i) => section.sectors[section.sectorOf[i]]),
  };
  await db
    .insertInto('sector_files')
    .values({ hash: 'sectors', document: JSON.stringify(sectorFile) })
    .execute();
  await db
    .insertInto('sectors')
    .values(section.sectors.map((key, g) => ({ id: g + 1, key })))
    .execute();
  await db
    .insertInto('runs')
    .values(
      RUNS.map((id) => ({
        id,
        day: id === 1 ? FORMER : NEWEST,
        mode: id === 3 ? ('TRADER' as const) : null,
        status: 'SUCCEEDED' as const,
        read_batch: 1,
        method_hash: method.hash,
        sectors_hash: 'sectors',
        inputs_hash: `inputs of ${id}`,
        code_version: '0.1.0',
        scored: 36,
        total: 36,
        changed: 0,
        started_at: new Date('2024-10-08T11:00:00Z'),
        finished_at: new Date('2024-10-08T11:00:01Z'),
        error: null,
        session_quorum: 0.5,
        market_return: 'UNIVERSE' as const,
        not_scored: JSON.stringify({}) as unknown as Tables['runs']['not_scored'],
      })),
    )
    .execute();
  // Ids of our own: the sequence knows nothing of them.
  await asOwner(database, `SELECT setval(pg_get_serial_sequence('runs', 'id'), max(id)) FROM runs`);
  await db
    .insertInto('sector_momentum')
    .values(
      RUNS.flatMap((run_id) =>
        section.sectors.map((_, g) => ({
          run_id,
          sector_id: g + 1,
          stocks: 1,
          z: momentum.z[g] + run_id,
          score: momentum.score[g],
        })),
      ),
    )
    .execute();
  const current = [
    { day: FORMER, mode: 'TRADER' as const, run_id: 1, valid_batch: 1 },
    { day: FORMER, mode: 'INVESTOR' as const, run_id: 1, valid_batch: 1 },
    { day: NEWEST, mode: 'TRADER' as const, run_id: 3, valid_batch: 1 },
    { day: NEWEST, mode: 'INVESTOR' as const, run_id: 2, valid_batch: 1 },
  ];
  await db.insertInto('served_method').values({ name: method.name }).execute();
  await db
    .insertInto('scored_days')
    .values(current.map((one) => ({ ...one, method: method.name })))
    .execute();
  const scored = [...current, { day: NEWEST, mode: 'TRADER' as const, run_id: 2 }];
  for (const { day, mode, run_id } of scored) {
    const rows = scoresOf(DAY, mode, run_id, day).map((row) => ({
      ...row,
      stock_id: stockIds[row.stock_id - 1],
      value: run_id === 1 ? row.value - 1 : row.value,
    }));
    const kept = rows.filter(({ stock_id }) => day === FORMER || stock_id !== idOf.get(UNSCORED));
    await db.insertInto('scores').values(kept).execute();
  }
}

async function insertFacts({ db }: Database, stockIds: readonly number[]): Promise<void> {
  const { section } = DAY;
  const shared = { ...RECORDED, source: 'PRIMARY' as const };
  await db
    .insertInto('bars')
    .values(
      stockIds.flatMap((stock_id) => [
        {
          ...shared,
          stock_id,
          day: FORMER,
          open: 198,
          high: 204,
          low: 196,
          close: 200,
          volume: 10,
          value: null,
        },
        {
          ...shared,
          stock_id,
          day: NEWEST,
          open: 99,
          high: 102,
          low: 98,
          close: 100,
          volume: 30,
          value: 3000,
        },
      ]),
    )
    .execute();
  const bars = stockIds.length;
  await db
    .insertInto('session_bars')
    .values([
      { day: FORMER, bars, of_former: 0, expected: 0, has_quorum: true },
      { day: NEWEST, bars, of_former: bars, expected: bars, has_quorum: true },
    ])
    .execute();
  await db
    .insertInto('actions')
    .values([
      { ...RECORDED, stock_id: stockIds[0], ex_date: NEWEST, kind: 'SPLIT', new_shares: 2, old_shares: 1 },
      {
        ...RECORDED,
        stock_id: stockIds[0],
        ex_date: date('2024-11-01'),
        kind: 'BONUS',
        new_shares: 3,
        old_shares: 1,
      },
    ])
    .execute();
  const featuresOf = (i: number) =>
    Object.fromEntries(
      FEATURES.map((name) => [
        name,
        Number.isNaN(section.features[name][i]) ? null : section.features[name][i],
      ]),
    ) as Record<(typeof FEATURES)[number], number | null>;
  await db
    .insertInto('features')
    .values(
      stockIds.flatMap((stock_id, i) =>
        [FORMER, NEWEST].map((day) => ({ ...shared, stock_id, day, bar_age: 0, ...featuresOf(i) })),
      ),
    )
    .execute();
  const noFigures = Object.fromEntries(FUNDAMENTALS.map((name) => [name, null])) as Record<
    (typeof FUNDAMENTALS)[number],
    null
  >;
  const period = { ...shared, period_end: date('2024-03-31') };
  await db
    .insertInto('fundamentals')
    .values([
      { ...period, stock_id: stockIds[0], published_on: date('2024-05-15'), ...noFigures, pe: 20 },
      // Published on the newest day: not known on the one before.
      { ...period, stock_id: stockIds[0], published_on: NEWEST, ...noFigures, pe: 21 },
    ])
    .execute();
  await db
    .insertInto('statements')
    .values({
      ...period,
      stock_id: stockIds[1],
      published_on: date('2024-05-15'),
      period: 'ANNUAL',
      months: 12,
      basis: '',
      metric: 'eps',
      value: 4,
    })
    .execute();
  await db
    .insertInto('shareholding')
    .values(
      [
        { quarter_end: date('2024-03-31'), published_on: date('2024-04-20'), fii_pct: 10, dii_pct: 5 },
        { quarter_end: date('2024-06-30'), published_on: date('2024-07-20'), fii_pct: 12, dii_pct: 4 },
      ].map((row) => ({ ...shared, ...row, stock_id: stockIds[0], promoter_pct: 50, pledged_pct: 10 })),
    )
    .execute();
}
