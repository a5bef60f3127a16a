import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { applySessionQuorum } from '../../../src/market/store/applySessionQuorum.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { readDayPrices } from '../../../src/portfolios/market/readDayPrices.js';
import { readRowsOver } from '../../../src/portfolios/market/readRows.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import {
  csv,
  fileOf,
  flatBar,
  removeFolders,
  TODAY,
  writeFolder,
  type Files,
} from '../../support/market/folder.js';

jest.setTimeout(60_000);

const date = (text: string) => text as IsoDate;
const of = (symbol: string) => `${symbol}.NS` as Ticker;

/** Sessions of 2024 around an ex-date; 2 October is a holiday. */
const DAYS = ['09-27', '09-30', '10-01', '10-03', '10-04', '10-07', '10-08'].map((day) => `2024-${day}`);
const barsOf = (symbol: string, close: number, days: readonly string[] = DAYS) =>
  days.map((day) => flatBar(symbol, day, close));

const actions = (...rows: readonly string[]): Files => ({
  'actions.csv': csv('ticker,ex_date,kind,new_shares,old_shares,factor', ...rows),
});

const FILES: Files = {
  ...fileOf(
    'companies',
    ...['STEADY', 'SPLIT', 'IDLE', 'GONE', 'OLD'].map((one) => `${one},${one} Ltd,,,IT`),
  ),
  ...fileOf(
    'prices',
    ...barsOf('STEADY', 100.05),
    ...barsOf('IDLE', 30.1, ['2024-09-27', '2024-10-01']),
    ...barsOf('SPLIT', 301, ['2024-09-30', '2024-10-01']),
    ...barsOf('GONE', 7, ['2024-09-06']),
    ...barsOf('OLD', 50, ['2024-10-01']),
  ),
  ...actions(
    'SPLIT,2024-10-03,SPLIT,5,2,',
    'SPLIT,2024-10-03,BONUS,2,1,',
    'SPLIT,2024-10-07,CONSOLIDATION,1,10,',
    'IDLE,2024-10-01,BONUS,2,1,',
    'STEADY,2024-10-04,DEMERGER,,,0.9',
    'STEADY,2024-10-09,SPLIT,2,1,',
  ),
};

let database: Database;
async function imported(files: Files, adjusted = false) {
  const { files: read } = await importFolder(database.pool, await writeFolder(files), {
    today: TODAY,
    adjusted,
  });
  expect(read.flatMap(({ refusals }) => refusals)).toEqual([]);
  await applySessionQuorum(database.pool, 0.1);
}

async function pricesOn(on: string | null, ...tickers: readonly string[]) {
  const read = readRowsOver(database.pool);
  const { day, nextSession, prices, actions } = await readDayPrices(
    read,
    tickers.map(of),
    on === null ? null : date(on),
  );
  const told = [...prices.values()].map(({ ticker, price, priceDate, frozen }) => [
    ticker,
    `${price} of ${priceDate}${frozen ? ', frozen' : ''}`,
  ]);
  return { day, nextSession, prices: Object.fromEntries(told) as Record<string, string>, actions };
}

afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

describe('prices as traded', () => {
  beforeAll(async () => {
    database = await openTestDatabase();
    await imported(FILES);
  });

  test('are the last closes on or before the day', async () => {
    const { day, nextSession, prices } = await pricesOn(null, 'STEADY', 'IDLE', 'GONE', 'NOBODY');
    expect(day).toBe('2024-10-08');
    expect(nextSession).toBe('2024-10-09');
    expect(prices).toEqual({
      'STEADY.NS': '1000500 of 2024-10-08',
      'IDLE.NS': '301000 of 2024-10-01',
      'GONE.NS': '70000 of 2024-09-06, frozen',
    });
  });

  test('are carried over what has gone ex since the bar', async () => {
    // Each share became 5/2 × 2 = 5 shares, and ten of these became one.
    expect((await pricesOn('2024-10-01', 'SPLIT')).prices['SPLIT.NS']).toBe('3010000 of 2024-10-01');
    expect((await pricesOn('2024-10-03', 'SPLIT')).prices['SPLIT.NS']).toBe('602000 of 2024-10-01');
    expect((await pricesOn('2024-10-07', 'SPLIT')).prices['SPLIT.NS']).toBe('6020000 of 2024-10-01');
  });

  test('of a bar of the ex-date are as they are', async () => {
    expect((await pricesOn('2024-10-08', 'IDLE')).prices['IDLE.NS']).toBe('301000 of 2024-10-01');
  });

  test('of a day without a session are those of the session before it, and of a later day the newest', async () => {
    expect(await pricesOn('2024-10-06', 'STEADY')).toMatchObject({
      day: '2024-10-04',
      nextSession: '2024-10-07',
    });
    expect(await pricesOn('2024-10-02', 'STEADY')).toMatchObject({
      day: '2024-10-01',
      nextSession: '2024-10-03',
    });
    expect((await pricesOn('2025-01-01', 'STEADY')).day).toBe('2024-10-08');
    expect((await pricesOn('2001-01-01', 'STEADY')).prices).toEqual({});
  });

  test('are frozen where the bar is more than ten sessions old', async () => {
    // The tenth session after 2024-09-06 is 2024-09-20: none of these days is a holiday.
    expect((await pricesOn('2024-09-20', 'GONE')).prices['GONE.NS']).toBe('70000 of 2024-09-06');
    expect((await pricesOn('2024-09-23', 'GONE')).prices['GONE.NS']).toBe('70000 of 2024-09-06, frozen');
  });

  test('come with the actions that take value out of shares', async () => {
    const { actions } = await pricesOn(null, 'STEADY');
    expect(actions.values.get(of('STEADY'))).toEqual([{ exDate: '2024-10-04', kind: 'DEMERGER' }]);
  });

  test('follow corrections, withdrawals and renames', async () => {
    await imported({
      ...fileOf('prices', flatBar('IDLE', '2024-10-01', 31)),
      ...actions('SPLIT,2024-10-07,CONSOLIDATION,1,5,'),
      ...fileOf('withdrawals', 'actions,Wrong,SPLIT,,2024-10-03,BONUS,,,,,,'),
    });
    await imported(fileOf('symbols', 'NEW,OLD,2024-10-03'));
    const { prices } = await pricesOn(null, 'IDLE', 'SPLIT', 'OLD', 'NEW');
    expect(prices).toMatchObject({
      'IDLE.NS': '310000 of 2024-10-01',
      // 301 × 2/5 × 5
      'SPLIT.NS': '6020000 of 2024-10-01',
      'NEW.NS': '500000 of 2024-10-01',
    });
    expect(prices['OLD.NS']).toBeUndefined();
  });
});

test('prices that were imported as adjusted show no action', async () => {
  database = await openTestDatabase();
  await imported(FILES, true);
  const { prices, actions } = await pricesOn(null, 'SPLIT', 'STEADY');
  expect(prices['SPLIT.NS']).toBe('3010000 of 2024-10-01');
  expect([...actions.shares, ...actions.values]).toEqual([]);
});

test('a store without prices is refused', async () => {
  database = await openTestDatabase();
  await expect(pricesOn(null, 'STEADY')).rejects.toThrow(
    'Expected a store with prices, got one without any session: import prices first.',
  );
});
