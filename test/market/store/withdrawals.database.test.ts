/** Withdrawals in the store: what they end, what is refused afterwards, and what a batch of them leaves. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { importBars } from '../../../src/market/store/importBars.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { KeptBars } from '../../../src/market/store/keptBars.js';
import { KeptFacts } from '../../../src/market/store/keptFacts.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { storedBars } from '../../../src/market/store/storedBars.js';
import { storedFacts } from '../../../src/market/store/storedFacts.js';
import { updateFeatures } from '../../../src/market/store/updateFeatures.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import {
  fileOf,
  flatBar,
  removeFolders,
  TODAY,
  writeFolder,
  type Files,
} from '../../support/market/folder.js';
import { companies, rowOf, withdrawalOf, type Changes } from '../../support/market/rows.js';
import { emptyStore, dumpTables, withClient } from '../../support/market/storeTables.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterEach(async () => {
  await emptyStore(database);
  await removeFolders();
});
afterAll(closeTestDatabases);

const withdrawing = (...rows: readonly Changes[]): Files => fileOf('withdrawals', ...rows.map(withdrawalOf));
const FRIDAY: Changes = { ticker: 'SBIN', date: '2024-10-04' };

const BARS = ['2024-10-01', '2024-10-03', '2024-10-04'].map((date, k) => flatBar('SBIN', date, 100 + k));
const MARKET: Files = {
  ...companies('SBIN', 'TCS'),
  ...fileOf('prices', ...BARS, flatBar('TCS', '2024-10-03', 50)),
  ...fileOf('statements', rowOf('statements')),
  ...fileOf('actions', rowOf('actions')),
};

interface Outcome {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rule and reason of each refused row. */
  readonly refused: readonly string[];
}

/** Imports files, and returns what became of the rows of each. */
async function imported(files: Files): Promise<Readonly<Record<string, Outcome>>> {
  const result = await importFolder(database.pool, await writeFolder(files), { today: TODAY });
  expect(result.refusedFiles).toEqual([]);
  return Object.fromEntries(
    result.files.map(({ file, inserted, updated, unchanged, refusals }) => [
      file,
      {
        ...{ inserted, updated, unchanged },
        refused: refusals.map(({ line, rule, value, reason }) => `${line} ${rule} ${value}: ${reason}`),
      },
    ]),
  );
}

const closes = async (): Promise<readonly string[]> => {
  const { rows } = await database.pool.query<{ bar: string }>(
    `SELECT ticker || ' ' || day || ' ' || close AS bar FROM bars JOIN stocks ON stocks.id = stock_id
     WHERE superseded_in IS NULL ORDER BY ticker, day`,
  );
  return rows.map(({ bar }) => bar);
};

const REFUSED =
  'WITHDRAWN SBIN.NS 2024-10-04: expected other values, these were withdrawn (A wrong file): lift the withdrawal to ' +
  'take them';

describe('a bar that is withdrawn', () => {
  test('is superseded by nothing, stays as a former row, and is refused when it comes again', async () => {
    await imported(MARKET);
    const { 'withdrawals.csv': own } = await imported(withdrawing(FRIDAY));
    expect(own).toEqual({ inserted: 1, updated: 0, unchanged: 0, refused: [] });
    expect(await closes()).toEqual([
      'SBIN.NS 2024-10-01 100',
      'SBIN.NS 2024-10-03 101',
      'TCS.NS 2024-10-03 50',
    ]);
    const { rows } = await database.pool.query(
      `SELECT close::int4, superseded_in = (SELECT max(id) FROM batches) AS now FROM bars WHERE day = '2024-10-04'`,
    );
    expect(rows).toEqual([{ close: 102, now: true }]);

    const again = await imported({ ...MARKET, ...withdrawing(FRIDAY) });
    expect(again['prices.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 3, refused: [`4 ${REFUSED}`] });
    expect(again['withdrawals.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 1, refused: [] });
    expect(await closes()).toHaveLength(3);
  });

  test('is refused by recordBars too, with its place among the rows', async () => {
    await imported(MARKET);
    await imported(withdrawing(FRIDAY));
    const prices = (close: number) => ({
      open: close,
      high: close,
      low: close,
      close,
      volume: 1000,
      value: null,
    });
    const given = [
      { ticker: 'TCS', date: '2024-10-04', ...prices(51) },
      { ticker: 'SBIN', date: '2024-10-04', ...prices(102) },
    ];
    const { inserted, refusals } = await importBars(database.pool, given, { today: TODAY });
    expect(inserted).toBe(1);
    expect(refusals).toMatchObject([
      { line: 1, rule: 'WITHDRAWN', column: 'ticker', value: 'SBIN.NS 2024-10-04' },
    ]);
  });

  test('is taken with other values, and with its own after a row that lifts the withdrawal', async () => {
    await imported(MARKET);
    await imported(withdrawing(FRIDAY));
    const other = await imported(fileOf('prices', flatBar('SBIN', '2024-10-04', 103)));
    expect(other['prices.csv']).toMatchObject({ inserted: 1, refused: [] });
    // The withdrawn values are refused also next to others, and the same row does not withdraw the others.
    const former = await imported({ ...fileOf('prices', BARS[2]), ...withdrawing(FRIDAY) });
    expect(former['prices.csv'].refused).toEqual([`2 ${REFUSED}`]);
    expect(former['withdrawals.csv']).toMatchObject({ unchanged: 1 });
    expect(await closes()).toContain('SBIN.NS 2024-10-04 103');

    const lifted = await imported(withdrawing({ ...FRIDAY, lifted: 'true' }));
    expect(lifted['withdrawals.csv']).toMatchObject({ updated: 1, refused: [] });
    expect((await imported(fileOf('prices', BARS[2])))['prices.csv']).toMatchObject({
      updated: 1,
      refused: [],
    });
    expect(await closes()).toContain('SBIN.NS 2024-10-04 102');
  });

  test('may be withdrawn again, for another reason, with what came in its place', async () => {
    await imported(MARKET);
    await imported(withdrawing(FRIDAY));
    await imported(fileOf('prices', flatBar('SBIN', '2024-10-04', 103)));
    const { 'withdrawals.csv': own } = await imported(withdrawing({ ...FRIDAY, reason: 'Wrong too' }));
    expect(own).toMatchObject({ updated: 1 });
    expect(await closes()).toHaveLength(3);
    const both = [BARS[2], flatBar('SBIN', '2024-10-04', 103)];
    for (const row of both) {
      const { 'prices.csv': prices } = await imported(fileOf('prices', row));
      expect(prices.refused).toEqual([`2 ${REFUSED.replace('A wrong file', 'Wrong too')}`]);
    }
  });

  test('leaves the features of a store that never had it', async () => {
    const features = async () => {
      await updateFeatures(database.pool);
      const { rows } = await database.pool.query<{ row: string }>(
        `SELECT (to_jsonb(f) - 'stock_id' - 'recorded_in' || jsonb_build_object('t', ticker))::text AS row
         FROM features f JOIN stocks ON stocks.id = stock_id WHERE superseded_in IS NULL ORDER BY ticker, day`,
      );
      return rows.map(({ row }) => row);
    };
    const cases = [
      { bars: [...BARS, flatBar('TCS', '2024-10-03', 50)], withdrawn: [FRIDAY] },
      { bars: [...BARS], withdrawn: [{ ...FRIDAY, date: '2024-10-01' }] },
      { bars: [...BARS], withdrawn: [{ ...FRIDAY, date: '2024-10-03' }] },
      // All bars of a stock, and all bars there are.
      {
        bars: [...BARS, flatBar('TCS', '2024-10-03', 50)],
        withdrawn: [{ ticker: 'TCS', date: '2024-10-03' }],
      },
      { bars: BARS.slice(0, 1), withdrawn: [{ ...FRIDAY, date: '2024-10-01' }] },
    ];
    for (const { bars, withdrawn } of cases) {
      await imported({ ...companies('SBIN', 'TCS'), ...fileOf('prices', ...bars) });
      await features();
      await imported(withdrawing(...withdrawn));
      const after = await features();
      await emptyStore(database);
      const others = bars.filter(
        (row) => !withdrawn.some(({ ticker, date }) => row.startsWith(`${ticker},${date}`)),
      );
      await imported({
        ...companies('SBIN', 'TCS'),
        ...(others.length > 0 ? fileOf('prices', ...others) : {}),
      });
      expect(after).toEqual(await features());
      await emptyStore(database);
    }
  });
});

describe('other facts', () => {
  test('are withdrawn by their keys, and refused with the same values', async () => {
    await imported(MARKET);
    const rows = [
      { dataset: 'actions', ticker: 'SBIN', date: '2024-10-04', kind: 'SPLIT' },
      {
        dataset: 'STATEMENTS',
        ticker: 'SBIN',
        date: '2024-06-30',
        period: 'QUARTER',
        metric: 'sales',
      },
    ];
    expect((await imported(withdrawing(...rows)))['withdrawals.csv']).toMatchObject({
      inserted: 2,
      refused: [],
    });
    const facts = await withClient(database, async (client) =>
      storedFacts(client, await newestBatch(client)),
    );
    expect([facts.actions.size, facts.statements.size]).toEqual([0, 0]);
    const again = await imported(MARKET);
    expect(again['actions.csv'].refused[0]).toContain('WITHDRAWN SBIN.NS 2024-10-04 SPLIT');
    expect(again['statements.csv'].refused[0]).toContain(
      'WITHDRAWN SBIN.NS 2024-06-30 QUARTER 3 sales 2024-08-14',
    );
    // Another ratio is another value.
    const other = await imported(fileOf('actions', rowOf('actions', { new_shares: '5' })));
    expect(other['actions.csv']).toMatchObject({ inserted: 1, refused: [] });
  });

  test('may be named twice, by their version and with all versions', async () => {
    await imported(MARKET);
    const figure = {
      dataset: 'statements',
      ticker: 'SBIN',
      date: '2024-06-30',
      period: 'QUARTER',
      metric: 'sales',
    };
    const { 'withdrawals.csv': own } = await imported(
      withdrawing(figure, { ...figure, published_on: '2024-08-14' }),
    );
    expect(own).toEqual({ inserted: 2, updated: 0, unchanged: 0, refused: [] });
  });

  test('of kept facts and bars are read again', async () => {
    await imported(MARKET);
    const [facts, bars] = [new KeptFacts(), new KeptBars()];
    const read = () =>
      withClient(database, async (client) => {
        const [ids, batch] = [await stockIds(client), await newestBatch(client)];
        const stocks = [ids.idOf('SBIN.NS' as never), ids.idOf('TCS.NS' as never)];
        const fresh = {
          facts: await storedFacts(client, batch),
          bars: await storedBars(client, ids, { stocks }),
        };
        const kept = {
          facts: await facts.asRecorded(client, batch),
          bars: await bars.of(client, ids, stocks, batch),
        };
        expect(kept.facts).toEqual(fresh.facts);
        expect(new Map([...kept.bars].filter(([, { day }]) => day.length > 0))).toEqual(fresh.bars);
      });
    await read();
    const rows = [
      FRIDAY,
      { ticker: 'TCS', date: '2024-10-03' },
      { dataset: 'actions', ticker: 'SBIN', date: '2024-10-04', kind: 'SPLIT' },
    ];
    await imported(withdrawing(...rows));
    await read();
  });
});

describe('a row of withdrawals.csv', () => {
  test('is refused where no fact has its key, unless it is lifted', async () => {
    await imported(MARKET);
    const rows = [{ ...FRIDAY, ticker: 'TCS' }, { ...FRIDAY, date: '2024-10-03', lifted: 'true' }, FRIDAY];
    const { 'withdrawals.csv': own } = await imported(withdrawing(...rows));
    expect(own).toEqual({
      ...{ inserted: 2, updated: 0, unchanged: 0 },
      refused: [
        '2 UNKNOWN_VALUE prices TCS.NS 2024-10-04: expected the key of a fact that is known, got one of none: check ' +
          'the columns of the key',
      ],
    });
    expect(await closes()).toHaveLength(3);
  });

  test('may change its reason, which is kept', async () => {
    await imported(MARKET);
    await imported(withdrawing(FRIDAY));
    const { 'withdrawals.csv': own } = await imported(withdrawing({ ...FRIDAY, reason: 'The wrong stock' }));
    expect(own).toMatchObject({ updated: 1, refused: [] });
    const { rows } = await database.pool.query(
      'SELECT key, reason, superseded_in IS NULL AS current FROM withdrawals ORDER BY recorded_in',
    );
    expect(rows).toEqual([
      { key: 'prices SBIN.NS 2024-10-04', reason: 'A wrong file', current: false },
      { key: 'prices SBIN.NS 2024-10-04', reason: 'The wrong stock', current: true },
    ]);
    const { rows: batches } = await database.pool.query(
      'SELECT dataset, touches_from::text AS touches FROM batches ORDER BY id DESC LIMIT 2',
    );
    expect(batches).toEqual([
      { dataset: 'withdrawals', touches: null },
      { dataset: 'withdrawals', touches: '2024-10-04' },
    ]);
  });

  test('does not withdraw a holiday that is shipped', async () => {
    await imported(MARKET);
    const holiday = { dataset: 'holidays', date: '2024-10-02' };
    const { 'withdrawals.csv': own } = await imported(withdrawing(holiday));
    expect(own.refused[0]).toMatch(/UNKNOWN_VALUE holidays 2024-10-02/);
  });
});

test('a withdrawal that fails in the middle leaves nothing', async () => {
  await imported(MARKET);
  const folder = await writeFolder(withdrawing(FRIDAY));
  const before = await withClient(database, dumpTables);
  const fails = importFolder(database.pool, folder, {
    today: TODAY,
    onRecorded: () => Promise.reject(new Error('killed')),
  });
  await expect(fails).rejects.toThrow('killed');
  expect(await withClient(database, dumpTables)).toEqual(before);
});
