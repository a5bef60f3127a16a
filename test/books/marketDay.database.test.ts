/** What was known of the market on a day, read from a small store. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MarketRow } from '../../src/books/marketDay.js';
import { MarketDays } from '../../src/books/marketDays.js';
import type { Database } from '../../src/database/database.js';
import { isoOf } from '../../src/market/day.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { updateFeatures } from '../../src/market/store/updateFeatures.js';
import { FEATURES } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import {
  fileOf,
  flatBar,
  iso,
  removeFolders,
  ticker,
  TODAY,
  writeFolder,
  type Files,
} from '../support/market/folder.js';

/** Sessions before 2024-10-08. The 2nd is a holiday. */
const SESSIONS = [
  ...['09', '10', '11', '12', '13', '16', '17', '18', '19', '20', '23', '24', '25', '26', '27', '30'].map(
    (date) => `2024-09-${date}`,
  ),
  ...['01', '03', '04', '07', '08'].map((date) => `2024-10-${date}`),
];
const bars = (symbol: string, closes: Readonly<Record<string, number>>): string[] =>
  Object.entries(closes).map(([date, close]) => flatBar(symbol, `2024-${date}`, close));
const point = (symbol: string, metric: string, value: number, end: string, publishedOn: string): string =>
  `${symbol},2024-${end},POINT,${metric},${value},2024-${publishedOn},PRIMARY`;

/** The same stocks with prices as they were traded, or as they look after the splits. */
const market = (isAdjusted: boolean): Files => {
  /** A price before a split. */
  const before = (price: number, ratio: number): number => (isAdjusted ? price / ratio : price);
  return {
    ...fileOf(
      'companies',
      ...['SPLIT', 'GAP', 'CAP', 'STOPPED', 'NEW', 'UNTRADED'].map((one) => `${one},${one},,Power,`),
    ),
    ...fileOf(
      'prices',
      ...SESSIONS.filter((date) => date < '2024-10-07').map((date) => flatBar('SPLIT', date, before(100, 2))),
      ...bars('SPLIT', { '10-07': 51, '10-08': 56.1 }),
      ...bars('GAP', { '09-30': 10, '10-01': 12, '10-04': 15, '10-08': 18 }),
      ...bars('CAP', { '09-30': before(200, 4), '10-01': before(220, 4), '10-03': before(240, 4) }),
      ...bars('CAP', { '10-04': 50, '10-07': 55, '10-08': 60 }),
      ...bars('STOPPED', { '09-09': 40, '09-10': 40, '10-07': 20, '10-08': 22 }),
      ...bars('NEW', { '10-08': 7 }),
    ),
    ...fileOf('actions', 'SPLIT,2024-10-07,SPLIT,2,1', 'CAP,2024-10-04,SPLIT,4,1'),
    ...fileOf(
      'statements',
      point('CAP', 'market_cap_cr', 1000, '09-30', '10-03'),
      point('STOPPED', 'market_cap_cr', 500, '09-30', '10-03'),
      point('STOPPED', 'shares_cr', 5, '03-31', '05-10'),
      'UNTRADED,2024-03-31,ANNUAL,roe,0.2,2024-05-10,PRIMARY',
    ),
    ...fileOf('shareholding', 'GAP,2024-06-30,50,2024-07-20,PRIMARY,10,12,4'),
  };
};

let traded: Database;
let adjusted: Database;
/** The newest batch of the first import, and that of the corrections. */
let first: number;
let second: number;

async function imported(database: Database, files: Files, isAdjusted = false): Promise<number> {
  await importFolder(database.pool, await writeFolder(files), { today: TODAY, adjusted: isAdjusted });
  await updateFeatures(database.pool);
  const { rows } = await database.pool.query<{ id: number }>('SELECT max(id) AS id FROM batches');
  return rows[0].id;
}

beforeAll(async () => {
  [traded, adjusted] = [await openTestDatabase(), await openTestDatabase()];
  first = await imported(traded, market(false));
  second = await imported(traded, {
    ...fileOf('prices', flatBar('SPLIT', '2024-10-04', 110), flatBar('GAP', '2024-10-08', 30)),
    ...fileOf('actions', 'CAP,2024-10-04,SPLIT,5,1'),
    ...fileOf('statements', point('CAP', 'market_cap_cr', 2000, '09-30', '10-03')),
    ...fileOf('shareholding', 'GAP,2024-06-30,55,2024-07-20,PRIMARY,10,12,4'),
  });
  await imported(adjusted, market(true), true);
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

/** What was known of a stock; by default as of the first import. */
async function known(symbol: string, date: string, batch = first, database = traded): Promise<MarketRow> {
  const day = await new MarketDays(database).of({ day: iso(`2024-${date}`), batch });
  const row = day.of(ticker(symbol));
  if (row === undefined) throw new Error(`nothing is known of ${symbol}`);
  return row;
}
const changeOf = async (...of: Parameters<typeof known>) => (await known(...of)).traded?.change;
const capOf = async (...of: Parameters<typeof known>) => (await known(...of)).marketCapCr;

describe('the change of a day', () => {
  test('is adjusted for a split in between', async () => {
    expect(await changeOf('SPLIT', '10-04')).toBe(0);
    expect(await changeOf('SPLIT', '10-07')).toBeCloseTo(0.02, 12); // 51 / (100 / 2)
    expect(await changeOf('SPLIT', '10-08')).toBeCloseTo(0.1, 12); // 56.1 / 51
  });

  test('is that since the bar before, whenever it was', async () => {
    expect(await changeOf('GAP', '10-01')).toBeCloseTo(0.2, 12); // 12 / 10
    expect(await changeOf('GAP', '10-04')).toBeCloseTo(0.25, 12); // 15 / 12
    expect(await changeOf('GAP', '10-08')).toBeCloseTo(0.2, 12); // 18 / 15
    expect(await changeOf('STOPPED', '10-07')).toBeCloseTo(-0.5, 12); // 20 / 40
  });

  test('is null on a day without a bar, which has those of the last one', async () => {
    const { traded: on } = await known('GAP', '10-07');
    expect(on).toMatchObject({ change: NaN, barAge: 1 });
    expect([on?.features[FEATURES.indexOf('close')], on && isoOf(on.barDay)]).toEqual([15, '2024-10-04']);
  });

  test('is null with the first bar', async () => {
    expect((await known('NEW', '10-08')).traded).toMatchObject({ change: NaN, barAge: 0 });
  });
});

describe('the market capitalisation', () => {
  test('moves with the price since the day that it is of, adjusted for a split in between', async () => {
    expect(await capOf('CAP', '10-01')).toBeNaN(); // It is published on the 3rd.
    expect(await capOf('CAP', '10-03')).toBeCloseTo(1200, 9); // 1000 × 240 / 200
    expect(await capOf('CAP', '10-04')).toBeCloseTo(1000, 9); // 1000 × 50 / (200 / 4)
    expect(await capOf('CAP', '10-08')).toBeCloseTo(1200, 9); // 1000 × 60 / (200 / 4)
  });

  test('is shares × close where the stock was not traded any more on that day', async () => {
    expect(await capOf('STOPPED', '10-07')).toBeCloseTo(100, 9); // 5 × 20
    expect(await capOf('STOPPED', '10-08')).toBeCloseTo(110, 9); // 5 × 22
  });

  test('is null without figures, and without bars', async () => {
    expect(await capOf('GAP', '10-08')).toBeNaN();
    expect(await capOf('UNTRADED', '10-08')).toBeNaN();
  });
});

describe('a stock', () => {
  test('that has no bars has its figures', async () => {
    const { traded: on, fundamentals, shareholding } = await known('UNTRADED', '10-08');
    expect([on, shareholding, fundamentals?.values.roe_3y]).toEqual([null, null, expect.any(Number)]);
  });

  test('that is not traded any more, or not yet, has no indicators', async () => {
    expect((await known('STOPPED', '09-30')).traded).toBeNull();
    const day = await new MarketDays(traded).of({ day: iso('2024-10-07'), batch: first });
    expect(day.of(ticker('NEW'))).toBeUndefined();
    expect(day.size).toBe(5);
  });
});

describe('a store of adjusted prices', () => {
  const of = async (symbol: string, date: string) => known(symbol, date, 1_000, adjusted);

  test('has the same changes and market capitalisations, and applies no action to its prices', async () => {
    for (const [symbol, date] of [
      ['SPLIT', '10-07'],
      ['SPLIT', '10-08'],
      ['CAP', '10-03'],
      ['CAP', '10-08'],
      ['STOPPED', '10-08'],
    ]) {
      const [plain, given] = [await known(symbol, date), await of(symbol, date)];
      expect(given.traded?.change).toBeCloseTo(plain.traded?.change ?? NaN, 12);
      if (symbol !== 'SPLIT') expect(given.marketCapCr).toBeCloseTo(plain.marketCapCr, 9);
    }
  });
});

describe('what was recorded later', () => {
  test('does not count as of an earlier batch', async () => {
    const changes = async (batch: number) =>
      Promise.all([
        changeOf('SPLIT', '10-07', batch),
        changeOf('GAP', '10-08', batch),
        capOf('CAP', '10-08', batch),
      ]);
    expect(await changes(first)).toEqual([
      expect.closeTo(0.02, 12),
      expect.closeTo(0.2, 12),
      expect.closeTo(1200, 9),
    ]);
    expect(await changes(second)).toEqual([
      expect.closeTo(51 / 55 - 1, 12), // A bar before the day was corrected to 110.
      expect.closeTo(1, 12), // 30 / 15
      expect.closeTo(3000, 9), // 2000 × 60 / (200 / 5)
    ]);
    const promoters = async (batch: number) =>
      (await known('GAP', '10-08', batch)).shareholding?.reported.promoterPct;
    expect([await promoters(first), await promoters(second)]).toEqual([50, 55]);
  });

  test('is kept apart from what is known of the same day as of an earlier batch', async () => {
    const days = new MarketDays(traded);
    const [before, after] = [
      await days.of({ day: iso('2024-10-08'), batch: first }),
      await days.of({ day: iso('2024-10-08'), batch: second }),
    ];
    expect(days.of({ day: iso('2024-10-08'), batch: first })).toBe(before);
    expect(before.of(ticker('GAP'))?.traded?.change).not.toBe(after.of(ticker('GAP'))?.traded?.change);
    const none = await days.of({ day: iso('2024-10-08'), batch: 0 });
    expect(none.size).toBe(0);
  });
});
