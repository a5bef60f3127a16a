import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../../src/database/database.js';
import { isoOf } from '../../../src/market/day.js';
import { importBars, type GivenBar } from '../../../src/market/store/importBars.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { day, fileOf, flatBar, removeFolders, writeFolder, type Files } from '../../support/market/folder.js';
import { emptyStore } from '../../support/market/storeTables.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
const stock = (k: number) => `S${String(k).padStart(2, '0')}`;
beforeEach(async () => {
  await emptyStore(database);
  await take(fileOf('companies', ...Array.from({ length: 24 }, (_, k) => `${stock(k)},Stock ${k},,,`)));
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

const TODAY = day('2030-01-01');
const take = async (files: Files, adjusted = false) => {
  const { files: imported } = await importFolder(database.pool, await writeFolder(files), {
    today: TODAY,
    adjusted,
  });
  return imported;
};
const record = (...rows: readonly GivenBar[]) => importBars(database.pool, rows, { today: TODAY });
const given = (date: IsoDate | string, close: number, changes: Partial<GivenBar> = {}): GivenBar => ({
  ...{ ticker: 'S00', date, open: close, high: close, low: close, close, volume: 1000, value: null },
  ...changes,
});

/** Returns line, kind, ticker, day, metric and detail of what batches flagged, in the order of batches and lines. */
async function flaggedRows(where = 'true') {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    `SELECT line, flagged_rows.kind, ticker, day::text, metric, detail FROM flagged_rows
     JOIN batches ON id = batch_id LEFT JOIN stocks ON stocks.id = stock_id
     WHERE ${where} ORDER BY batch_id, line, flagged_rows.kind, day`,
  );
  return rows.map((row) => Object.values(row));
}
const statement = (row: string) => fileOf('statements', `S00,${row},`);

describe('bars are flagged', () => {
  test('against the last bar of the store, with the line of their row', async () => {
    await take(fileOf('prices', flatBar('S00', '2024-10-01', 100)));
    const { flags } = await record(given('2024-10-03', 101), given('2024-10-04', 150));
    const jump = 'close 150 after 101 of 2024-10-03';
    expect(flags).toEqual([
      {
        ...{ file: 'recordBars', line: 1, kind: 'JUMP', ticker: 'S00.NS', date: '2024-10-04', metric: '' },
        detail: jump,
      },
    ]);
    const next = await record(given('2024-10-07', 300));
    expect(next.flags.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['JUMP', 'close 300 after 150 of 2024-10-04'],
    ]);
    expect(await flaggedRows()).toEqual([
      [1, 'JUMP', 'S00.NS', '2024-10-04', '', jump],
      [0, 'JUMP', 'S00.NS', '2024-10-07', '', 'close 300 after 150 of 2024-10-04'],
    ]);
  });

  test('only where they are written: rows that are known already are not flagged again', async () => {
    const rows = [flatBar('S00', '2024-10-03', 100), flatBar('S00', '2024-10-04', 150)];
    await take(fileOf('prices', ...rows));
    expect((await take(fileOf('prices', ...rows)))[0].flags).toEqual([]);
    const [late] = await take(fileOf('prices', ...rows, flatBar('S00', '2024-10-01', 10)));
    expect(late.flags).toEqual([]);
  });

  test('with the action whose first bar they are', async () => {
    await take(fileOf('prices', flatBar('S00', '2024-10-01', 200)));
    const demerger = `ticker,ex_date,kind\nS00,2024-10-03,DEMERGER\n`;
    const [actions] = await take({ 'actions.csv': demerger });
    const waits = 'DEMERGER waits with factor 1 until there are bars before the ex-date and from it on';
    expect(actions.flags.map(({ line, kind, date, detail }) => [line, kind, date, detail])).toEqual([
      [2, 'FACTOR_DERIVED', '2024-10-03', waits],
    ]);
    const { flags } = await record(given('2024-10-04', 200, { open: 150, low: 150 }));
    expect(flags.map(({ kind, date, detail }) => [kind, date, detail])).toEqual([
      ['JUMP', '2024-10-04', 'close 200 after 200 of 2024-10-01'],
      [
        'ACTION_DENIED',
        '2024-10-03',
        'DEMERGER: close 200 of 2024-10-04 after 200 of 2024-10-01, adjusted 150',
      ],
      ['GAP', '2024-10-03', 'a session without a bar, between the first and the last bar'],
      ['FACTOR_DERIVED', '2024-10-03', 'DEMERGER factor 0.75, from the open 150 of 2024-10-04'],
    ]);
  });

  test('in a store of adjusted prices without any action', async () => {
    await take(fileOf('prices', flatBar('S00', '2024-10-01', 200)), true);
    await take(fileOf('actions', 'S00,2024-10-03,SPLIT,2,1'));
    const { flags } = await record(given('2024-10-03', 201));
    expect(flags).toEqual([]);
  });

  const SESSIONS = [
    '2024-09-30',
    '2024-10-01',
    '2024-10-03',
    '2024-10-04',
    '2024-10-07',
    '2024-10-08',
  ].concat(
    ...['2024-10-09', '2024-10-10', '2024-10-11', '2024-10-14', '2024-10-15', '2024-10-16', '2024-10-17'],
  );
  test('day by day as all at once', async () => {
    const close = fc.constantFrom(100, 100, 100, 100, 50, 130);
    const bar = fc.option(
      fc.record({ close, volume: fc.constantFrom(0, 5, 5), value: fc.constantFrom(null, 1) }),
      {
        freq: 8,
      },
    );
    const bars = fc.array(bar, { minLength: SESSIONS.length, maxLength: SESSIONS.length });
    const actions = fileOf(
      'actions',
      'S00,2024-10-04,SPLIT,2,1',
      'S00,2024-10-09,SPLIT,2,1',
      'S01,2024-10-10,BONUS,3,2',
    );
    const ofPrices = () => flaggedRows(`dataset = 'prices'`);
    const key = (rows: unknown[][]) => rows.map((row) => row.slice(1).join(' ')).sort();
    await fc.assert(
      fc.asyncProperty(fc.array(bars, { minLength: 2, maxLength: 2 }), async (stocks) => {
        const days = SESSIONS.map((date, k) => [
          given(date, k === 0 ? 100 : 300, { ticker: stock(2) }),
          ...stocks.flatMap((some, s) => {
            const one = some[k];
            return one === null ? [] : [given(date, one.close, { ...one, ticker: stock(s) })];
          }),
        ]);
        const companies = fileOf('companies', 'S00,A,,,', 'S01,B,,,', 'S02,C,,,');
        await emptyStore(database);
        await take({ ...companies, ...actions });
        await record(...days.flat());
        const atOnce = key(await ofPrices());
        expect(atOnce).toContain(`JUMP S02.NS ${SESSIONS[1]}  close 300 after 100 of ${SESSIONS[0]}`);
        await emptyStore(database);
        await take({ ...companies, ...actions });
        for (const rows of days) if (rows.length > 0) await record(...rows);
        expect(key(await ofPrices())).toEqual(atOnce);
      }),
      { numRuns: 4 },
    );
  });
});

describe('a day is refused that repeats the one before', () => {
  const all = (date: string, changes: (k: number) => Partial<GivenBar> = () => ({})) =>
    Array.from({ length: 24 }, (_, k) => given(date, 100 + k, { ticker: stock(k), ...changes(k) }));

  test('which the store has', async () => {
    await record(...all('2024-10-03'));
    const { inserted, refusals, flags } = await record(
      ...all('2024-10-04', (k) => (k < 12 ? {} : { volume: 7 })),
    );
    expect({ inserted, flags }).toEqual({ inserted: 12, flags: [] });
    expect(refusals.map(({ line, rule }) => [line, rule])).toEqual(
      Array.from({ length: 12 }, (_, k) => [k, 'COPIED_DAY']),
    );
    const { rows } = await database.pool.query('SELECT rule FROM refusals');
    expect(rows).toEqual(refusals.map(({ rule }) => ({ rule })));
    expect(await record(...all('2024-10-07').slice(0, 19))).toMatchObject({ inserted: 19, refusals: [] });
  });
});

describe('a weekend of a year that the calendar lacks', () => {
  test('is judged by the bars of the store too', async () => {
    const on = (date: string, ...stocks: readonly number[]) =>
      stocks.map((k) => given(date, 100 + k, { ticker: stock(k), volume: day(date) }));
    await record(...on('2018-01-05', 0, 1, 2));
    const { inserted, refusals } = await record(...on('2018-01-06', 0));
    expect({ inserted, rules: refusals.map(({ rule }) => rule) }).toEqual({
      inserted: 0,
      rules: ['CLOSED_DAY'],
    });
    const index = fileOf('indices', 'NIFTY 50,2018-01-06,100,100,100,100');
    expect((await take(index))[0]).toMatchObject({
      inserted: 0,
      refusals: [{ rule: 'CLOSED_DAY', line: 2 }],
    });
    const two = await record(...on('2018-01-06', 0, 1));
    expect(two).toMatchObject({
      inserted: 2,
      refusals: [],
      flags: [{ kind: 'NO_CALENDAR', date: '2018-01-06' }],
    });
    expect(await record(...on('2018-01-06', 2))).toMatchObject({ inserted: 1, refusals: [] });
    expect((await take(index))[0]).toMatchObject({
      inserted: 1,
      refusals: [],
      flags: [{ kind: 'NO_CALENDAR' }],
    });
  });
});

describe('figures are flagged against those of the store', () => {
  const kinds = async (files: Files) =>
    (await take(files))[0].flags.map(({ line, kind, date, metric, detail }) => [
      line,
      kind,
      date,
      metric,
      detail,
    ]);

  test('UNITS: by the year before', async () => {
    await take(statement('2023-03-31,ANNUAL,sales,10,'));
    expect(await kinds(statement('2024-03-31,ANNUAL,sales,500,'))).toEqual([
      [2, 'UNITS', '2024-03-31', 'sales', '500 after 10 of 2023-03-31, expected the same unit'],
    ]);
    await take(fileOf('fundamentals', 'S00,2024-03-31,,,,,,,,,,,2,,'));
    expect(await kinds(fileOf('fundamentals', 'S00,2024-06-30,,,,,,,,,,,0.02,,'))).toEqual([
      [
        2,
        'UNITS',
        '2024-06-30',
        'gnpa_pct',
        '0.02 % after 2 % of 2024-03-31, expected a percentage such as 2.5',
      ],
    ]);
  });

  test('LATE: once, where the period was not known', async () => {
    const sales = (row: string) => statement(`2023-12-31,QUARTER,${row}`);
    await take(sales('sales,1,2024-02-01'));
    expect(await kinds(sales('eps,1,2024-05-01'))).toEqual([]);
    expect(await kinds(statement('2023-09-30,QUARTER,eps,1,2024-05-01'))).toEqual([
      [
        2,
        'LATE',
        '2023-09-30',
        '',
        'published on 2024-05-01, 214 days after the period; expected at most 45',
      ],
    ]);
    expect(await kinds(statement('2023-09-30,QUARTER,opm,1,2024-05-02'))).toEqual([]);
    expect(await kinds(statement('2023-09-30,QUARTER,eps,2,2024-05-01'))).toEqual([]);
  });

  test('DATED_BACK: where one replaces another without a published_on, with the days that it touches', async () => {
    const back = (date: string, days: string) =>
      `replaces what was known without stating its own published_on: it counts from ${date} on, and touches ${days}`;
    const sales = (value: number, on = '') => statement(`2024-03-31,ANNUAL,sales,${value},${on}`);
    expect(await kinds(sales(100))).toEqual([]);
    expect(await kinds(sales(101))).toEqual([
      [2, 'DATED_BACK', '2024-03-31', 'sales', back('2024-05-30', '0 scored sessions')],
    ]);
    await record(given('2024-05-28', 100), given('2024-05-30', 100, { volume: 1 }), given('2024-06-03', 100));
    expect(await kinds(sales(102))).toEqual([
      // May 30 is a Thursday.
      [2, 'DATED_BACK', '2024-03-31', 'sales', back('2024-05-30', '3 scored sessions')],
    ]);
    expect(await kinds(sales(102))).toEqual([]);
    // Another source of the same figure changes no figure.
    const second = fileOf('statements', 'S00,2024-03-31,ANNUAL,sales,102,,SECONDARY');
    expect(await kinds(second)).toEqual([]);
    expect(await kinds(sales(103, '2024-06-03'))).toEqual([]);
    expect(await kinds(sales(104, '2024-06-03'))).toEqual([]);

    const holders = (percent: number) => fileOf('shareholding', `S00,2024-03-31,${percent},,,,,`);
    await take(holders(50));
    expect(await kinds(holders(51))).toEqual([
      [2, 'DATED_BACK', '2024-03-31', '', back('2024-04-21', '30 scored sessions')],
    ]);
    const roe = (value: number) => fileOf('fundamentals', `S00,2024-03-31,,,${value},,,,,,,,,,`);
    await take(roe(0.2));
    expect(await kinds(roe(0.3))).toEqual([
      [2, 'DATED_BACK', '2024-03-31', '', back('2024-05-30', '3 scored sessions')],
    ]);
  });
});

describe('actions are flagged', () => {
  const action = (...rows: readonly string[]) => fileOf('actions', ...rows.map((row) => `S00,${row}`));
  const kinds = async (files: Files) =>
    (await take(files))[0].flags.map(({ line, kind, date, detail }) => [line, kind, date, detail]);
  const twice = 'SPLIT of the same terms on 2024-10-01, 3 days before: both apply';

  test.each([
    ['2024-10-01', '2024-10-04'],
    ['2024-10-04', '2024-10-01'],
  ])('ACTION_TWICE: with the other one in the store, first %s and then %s', async (first, then) => {
    await take(action(`${first},SPLIT,2,1`));
    expect(await kinds(action(`${then},SPLIT,2,1`))).toEqual([[2, 'ACTION_TWICE', '2024-10-04', twice]]);
    expect(await kinds(action(`${then},SPLIT,2,1`))).toEqual([]);
  });

  test('ACTION_DENIED: by the bars of the store', async () => {
    await take(fileOf('prices', flatBar('S00', '2024-10-01', 200), flatBar('S00', '2024-10-03', 200)));
    expect(await kinds(action('2024-10-03,SPLIT,2,1', '2024-10-08,SPLIT,5,1'))).toEqual([
      [
        2,
        'ACTION_DENIED',
        '2024-10-03',
        'SPLIT: close 200 of 2024-10-03 after 200 of 2024-10-01, adjusted 100',
      ],
    ]);
  });
});

test('flags without a stock and a day are kept as such', async () => {
  await take(fileOf('prices', flatBar('S00', isoOf(day('2018-01-05')), 100)));
  expect((await flaggedRows()).map(([line, kind, ticker, on]) => [line, kind, ticker, on])).toEqual([
    [2, 'NO_CALENDAR', null, '2018-01-05'],
  ]);
});
