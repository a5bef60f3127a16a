import { shown } from '../../../src/shown.js';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { importFolder, type ImportOptions } from '../../../src/market/store/importFolder.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { storedBars } from '../../../src/market/store/storedBars.js';
import { storedSessions } from '../../../src/market/store/storedCalendar.js';
import { UserError } from '../../../src/userError.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import {
  csv,
  day,
  fileOf,
  flatBar,
  removeFolders,
  ticker,
  TODAY,
  writeFolder,
  type Files,
} from '../../support/market/folder.js';
import {
  dumpTables,
  emptyStore,
  rowVersions,
  withClient,
  type TableName,
} from '../../support/market/storeTables.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyStore(database));
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

async function imported(files: Files, options: Partial<ImportOptions> = {}) {
  return importFolder(database.pool, await writeFolder(files), { today: TODAY, ...options });
}

const companies = (...tickers: readonly string[]) =>
  fileOf('companies', ...tickers.map((one) => `${one},${one} Ltd,,,IT`));

/** [file, read, inserted, updated, unchanged, refused] of each file. */
const counts = ({ files }: Awaited<ReturnType<typeof importFolder>>) =>
  files.map(({ file, read, inserted, updated, unchanged, refusals }) => [
    file,
    read,
    inserted,
    updated,
    unchanged,
    refusals.length,
  ]);

const select = async (statement: string) =>
  (await database.pool.query<Record<string, unknown>>(statement)).rows;

/** One good row, its repetition, and one wrong row in each file. */
const FIRST: Files = {
  ...fileOf('holidays', '2024-10-03,HOLIDAY,Strike', '2024-10-03,HOLIDAY,Strike', '2024-13-03,HOLIDAY,'),
  ...fileOf('companies', 'A,Alpha,,,IT', 'B,Beta,,,IT', 'B,Beta,,,IT', '???,Wrong,,,'),
  ...fileOf(
    'actions',
    'A,2024-10-01,SPLIT,2,1',
    'A,2024-10-01,SPLIT,2,1',
    'B,2024-10-01,BONUS,2,1',
    'A,2024-10-01,BONUS,0,1',
  ),
  ...fileOf(
    'prices',
    flatBar('A', '2024-10-01', 100),
    flatBar('A', '2024-10-01', '100.0'),
    flatBar('B', '2024-10-01', 50),
    flatBar('A', '2024-10-04', 101),
    flatBar('A', '2024-10-03', 100),
    flatBar('A', '2024-10-07', 0),
  ),
  ...fileOf('indices', 'NIFTY,2024-10-01,1,2,1,2', 'NIFTY,2024-10-04,1,2,1,2', 'NIFTY,2024-10-05,1,2,1,2'),
  ...fileOf(
    'fundamentals',
    'A,2024-03-31,,,0.1,,,,12.5,,,,,,',
    'A,2024-03-31,2024-05-30,PRIMARY,0.1,,,,12.5,,,,,,',
    'B,2024-03-31,,,,,,,,,,,,,',
    'C,2024-03-31,,,,,,,,,,,,,',
  ),
  ...fileOf(
    'statements',
    'A,2024-03-31,ANNUAL,sales,1000,,',
    'A,2024-03-31,ANNUAL,eps,10,,',
    'A,2024-03-31,ANNUAL,cats,10,,',
  ),
  ...fileOf('shareholding', 'A,2024-06-30,50,,,,10,10', 'A,2024-06-30,90,2024-07-20,,,10,10'),
  ...fileOf('events', 'A,2024-10-07,RESULTS,,', 'A,2024-10-07,BOARD_MEETING,,"a, ""b"""', 'A,x,RESULTS,,'),
};

describe('counts', () => {
  test('add up in each file, in its result and in its batch', async () => {
    const result = await imported(FIRST);
    // Counted by hand from FIRST; fundamentals of March are assumed to be published 60 days later, on 30 May.
    expect(counts(result)).toEqual([
      ['holidays.csv', 3, 1, 0, 1, 1],
      ['companies.csv', 4, 2, 0, 1, 1],
      ['actions.csv', 4, 2, 0, 1, 1],
      ['prices.csv', 6, 3, 0, 1, 2],
      ['indices.csv', 3, 2, 0, 0, 1],
      ['fundamentals.csv', 4, 2, 0, 1, 1],
      ['statements.csv', 3, 2, 0, 0, 1],
      ['shareholding.csv', 2, 1, 0, 0, 1],
      ['events.csv', 3, 2, 0, 0, 1],
    ]);
    const batches = await select(
      `SELECT id, dataset, source, rows_read, inserted, updated, unchanged, refused,
         (SELECT count(*)::int4 FROM refusals WHERE batch_id = id) AS kept FROM batches ORDER BY id`,
    );
    expect(batches[0]).toMatchObject({ id: 1, dataset: 'holidays', source: 'calendar/nse.csv', refused: 0 });
    expect(
      batches
        .slice(1)
        .map((b) => [b['source'], b['rows_read'], b['inserted'], b['updated'], b['unchanged'], b['refused']]),
    ).toEqual(counts(result));
    for (const { dataset, source } of batches.slice(1)) expect(source).toBe(`${String(dataset)}.csv`);
    expect(batches.map(({ id }) => id)).toEqual(batches.map((_, k) => k + 1));
    for (const { refused, kept } of batches) expect(kept).toBe(refused);
    const stored = await withClient(database, dumpTables);
    const rowsOf: [TableName, number][] = [
      ['companies', 2],
      ['actions', 2],
      ['bars', 3],
      ['index_bars', 2],
      ['fundamentals', 2],
      ['statements', 2],
      ['shareholding', 1],
      ['company_events', 2],
    ];
    expect(rowsOf.map(([table]) => [table, stored[table].length])).toEqual(rowsOf);
  });

  test('count what changed, was new and was known when other rows are imported', async () => {
    await imported(FIRST);
    const result = await imported({
      ...fileOf('holidays', '2024-10-03,HOLIDAY,Rain', '2024-09-02,HOLIDAY,'),
      ...fileOf('companies', 'A,Alpha Limited,,,IT', 'B,Beta,,,IT', 'C,Gamma,,,IT'),
      ...fileOf('actions', 'A,2024-10-01,SPLIT,5,1', 'B,2024-10-01,BONUS,2,1', 'C,2024-10-01,BONUS,2,1'),
      ...fileOf('prices', flatBar('A', '2024-10-01', 100, 1001), flatBar('B', '2024-10-01', 50)),
      ...fileOf('indices', 'NIFTY,2024-10-01,1,2,1,1.5', 'NIFTY IT,2024-10-01,1,2,1,1.5'),
      ...fileOf(
        'fundamentals',
        'A,2024-03-31,,SECONDARY,0.1,,,,12.5,,,,,,',
        'A,2024-03-31,2024-05-31,,,,,,,,,,,,',
      ),
      ...fileOf('statements', 'A,2024-03-31,ANNUAL,sales,1000.5,,', 'A,2024-03-31,QUARTER,eps,10,,'),
      ...fileOf('shareholding', 'A,2024-06-30,50,,,,10,'),
      ...fileOf('events', 'A,2024-10-07,RESULTS,2024-09-29,', 'A,2024-10-07,BOARD_MEETING,,"a, ""b"""'),
    });
    expect(counts(result)).toEqual([
      ['holidays.csv', 2, 1, 1, 0, 0],
      ['companies.csv', 3, 1, 1, 1, 0],
      ['actions.csv', 3, 1, 1, 1, 0],
      ['prices.csv', 2, 0, 1, 1, 0],
      ['indices.csv', 2, 1, 1, 0, 0],
      ['fundamentals.csv', 2, 1, 1, 0, 0],
      ['statements.csv', 2, 1, 1, 0, 0],
      ['shareholding.csv', 1, 0, 1, 0, 0],
      ['events.csv', 2, 0, 1, 1, 0],
    ]);
  });

  test('are all unchanged when the same folder is imported again, and no row is written', async () => {
    await imported(FIRST);
    const before = await withClient(database, rowVersions);
    const again = await imported(FIRST);
    for (const { read, inserted, updated, unchanged, refusals } of again.files) {
      expect({ inserted, updated, unchanged }).toEqual({
        inserted: 0,
        updated: 0,
        unchanged: read - refusals.length,
      });
    }
    const { batches: batchesBefore, refusals: refusalsBefore, ...factsBefore } = before;
    const { batches, refusals, ...facts } = await withClient(database, rowVersions);
    expect(facts).toEqual(factsBefore);
    // One batch and its refusals for each file; those of the first import stay as they were.
    expect(batches).toHaveLength(batchesBefore.length + again.files.length);
    expect(batches).toEqual(expect.arrayContaining([...batchesBefore]));
    expect(refusals).toHaveLength(2 * refusalsBefore.length);
    expect(await select('SELECT 1 FROM batches WHERE id > 10 AND touches_from IS NOT NULL')).toEqual([]);
  });
});

describe('a changed row', () => {
  test('keeps its former value, with the batches that recorded and superseded it', async () => {
    await imported({ ...companies('A'), ...fileOf('prices', flatBar('A', '2024-10-01', 100)) });
    await imported(fileOf('prices', flatBar('A', '2024-10-01', 101.25)));
    await imported(fileOf('prices', flatBar('A', '2024-10-01', 100)));
    // Batch 1 is the calendar, 2 the companies.
    expect(
      await select('SELECT close::text, recorded_in, superseded_in FROM bars ORDER BY recorded_in'),
    ).toEqual([
      { close: '100', recorded_in: 3, superseded_in: 4 },
      { close: '101.25', recorded_in: 4, superseded_in: 5 },
      { close: '100', recorded_in: 5, superseded_in: null },
    ]);
  });

  test('may turn a null into a number, and back', async () => {
    await imported({
      ...companies('A'),
      ...fileOf('prices', flatBar('A', '2024-10-01', 100)),
      ...fileOf('fundamentals', 'A,2024-03-31,,,,,,,,,,,,,'),
      ...fileOf('shareholding', 'A,2024-06-30,50,,,,,'),
    });
    await imported({
      ...fileOf('prices', 'A,2024-10-01,100,100,100,100,1000,0'),
      ...fileOf('fundamentals', 'A,2024-03-31,,,,,,,0,,,,,,'),
      ...fileOf('shareholding', 'A,2024-06-30,50,,,0,,'),
    });
    const back = await imported({
      ...fileOf('prices', flatBar('A', '2024-10-01', 100)),
      ...fileOf('fundamentals', 'A,2024-03-31,,,,,,,,,,,,,'),
      ...fileOf('shareholding', 'A,2024-06-30,50,,,,,'),
    });
    expect(back.files.map(({ updated }) => updated)).toEqual([1, 1, 1]);
    const versions = async (table: string, column: string) =>
      (await select(`SELECT ${column}::text AS value FROM ${table} ORDER BY recorded_in`)).map(
        ({ value }) => value,
      );
    expect(await versions('bars', 'value')).toEqual([null, '0', null]);
    // The ninth column.
    expect(await versions('fundamentals', 'pe')).toEqual([null, '0', null]);
    expect(await versions('shareholding', 'pledged_pct')).toEqual([null, '0', null]);
  });

  test('touches scores from its day on; a sector group those from the day of import on, a name none', async () => {
    await imported({ ...companies('A', 'B'), ...fileOf('prices', flatBar('A', '2024-10-01', 100)) });
    await imported({
      ...fileOf('companies', 'A,Another name,,,IT'),
      ...fileOf(
        'prices',
        flatBar('B', '2024-10-04', 7),
        flatBar('B', '2024-09-30', 7),
        flatBar('A', '2024-10-01', 100),
      ),
      ...fileOf('events', 'A,2024-10-07,RESULTS,2024-09-20,'),
    });
    await imported({
      ...fileOf('companies', 'B,B Ltd,,,METALS'),
      ...fileOf('events', 'A,2024-10-07,RESULTS,2024-09-27,'),
    });
    expect(
      await select(
        'SELECT source AS file, touches_from::text AS "from" FROM batches WHERE id > 3 ORDER BY id',
      ),
    ).toEqual([
      { file: 'companies.csv', from: null },
      { file: 'prices.csv', from: '2024-09-30' },
      { file: 'events.csv', from: '2024-09-20' },
      { file: 'companies.csv', from: '2024-10-08' },
      { file: 'events.csv', from: '2024-09-20' },
    ]);
  });
});

describe('a refused row', () => {
  test('is kept with its line, column, value, rule and reason', async () => {
    const result = await imported({
      ...companies('A'),
      ...fileOf(
        'prices',
        flatBar('A', '2024-10-01', 100),
        flatBar('A', '2024-10-02', 1),
        'A,2024-10-03,1,2,3,2,"1,5",',
      ),
    });
    const kept = await select(
      `SELECT source AS file, line, column_name, value, rule, reason FROM refusals JOIN batches ON id = batch_id ORDER BY line`,
    );
    expect(kept).toEqual([
      {
        file: 'prices.csv',
        line: 3,
        column_name: 'date',
        value: '2024-10-02',
        rule: 'CLOSED_DAY',
        reason: 'expected a session, 2024-10-02 is a holiday (Gandhi Jayanti)',
      },
      expect.objectContaining({ file: 'prices.csv', line: 4, rule: 'HIGH_BELOW_LOW' }),
    ]);
    expect(result.files[1].refusals.map(({ column, ...rest }) => ({ ...rest, column_name: column }))).toEqual(
      kept,
    );
  });

  test('names a ticker that neither the folder nor the store knows', async () => {
    await imported(companies('A'));
    const result = await imported(
      fileOf(
        'prices',
        flatBar('A', '2024-10-01', 100),
        flatBar('B', '2024-10-01', 100),
        flatBar('a.ns', '2024-10-04', 100),
      ),
    );
    expect(counts(result)).toEqual([['prices.csv', 3, 2, 0, 0, 1]]);
    expect(result.files[0].refusals).toMatchObject([
      { line: 3, column: 'ticker', value: 'B', rule: 'UNKNOWN_TICKER' },
    ]);
    // Once the company is known, the same row goes in.
    await imported(companies('B'));
    expect(counts(await imported(fileOf('prices', flatBar('B', '2024-10-01', 100))))).toEqual([
      ['prices.csv', 1, 1, 0, 0, 0],
    ]);
  });

  test('is kept with any text that a CSV file can hold', async () => {
    const value = 'é ₹ 😀 "quoted"\n\\N\t\\.';
    await imported(fileOf('companies', 'A,Alpha,,,', `"${value.replaceAll('"', '""')}",Beta,,,`));
    expect(await select('SELECT value FROM refusals')).toEqual([{ value: shown(value) }]);
  });
});

describe('a file that is refused whole', () => {
  const WRONG = csv('ticker,date,close', 'A,2024-10-01,1');

  test('leaves the others in, and nothing of itself', async () => {
    const result = await imported({
      ...companies('A'),
      'prices.csv': WRONG,
      ...fileOf('events', 'A,2024-10-07,RESULTS,,'),
    });
    expect(counts(result).map(([file]) => file)).toEqual(['companies.csv', 'events.csv']);
    expect(result.refusedFiles).toEqual([
      {
        file: 'prices.csv',
        reason:
          'prices.csv: expected the columns open, high, low, volume, got ticker, date, close. The file was refused whole.',
      },
    ]);
    expect(
      await select('SELECT source AS file, inserted, touches_from, error FROM batches ORDER BY id'),
    ).toEqual([
      expect.objectContaining({ file: 'calendar/nse.csv', error: null }),
      expect.objectContaining({ file: 'companies.csv', error: null }),
      // A batch without rows says why.
      { file: 'prices.csv', inserted: 0, touches_from: null, error: result.refusedFiles[0].reason },
      expect.objectContaining({ file: 'events.csv', error: null }),
    ]);
  });

  test.each(['companies.csv', 'holidays.csv'])('stops the rest where it is %s', async (file) => {
    const result = await imported({
      ...companies('A'),
      ...fileOf('prices', flatBar('A', '2024-10-01', 100)),
      [file]: 'nonsense\n1\n',
    });
    expect(result.files).toEqual([]);
    expect(result.refusedFiles).toMatchObject([{ file }]);
    expect(await select('SELECT count(*)::int4 AS count FROM bars')).toEqual([{ count: 0 }]);
  });

  test('names itself where it is compressed badly', async () => {
    const result = await imported({
      ...companies('A'),
      'prices.csv.gz': new Uint8Array([31, 139, 8, 0, 1, 2, 3]),
    });
    expect(result.refusedFiles).toMatchObject([{ file: 'prices.csv.gz' }]);
    expect(result.files.map(({ file }) => file)).toEqual(['companies.csv']);
  });
});

describe('one store holds one kind of market', () => {
  const prices = fileOf('prices', flatBar('A', '2024-10-01', 100));

  test('adjusted prices are refused where the store has them as traded', async () => {
    await imported({ ...companies('A'), ...prices });
    const { refusedFiles, files } = await imported({ ...companies('A'), ...prices }, { adjusted: true });
    expect(files.map(({ file }) => file)).toEqual(['companies.csv']);
    expect(refusedFiles).toEqual([
      {
        file: 'prices.csv',
        reason:
          'prices.csv: expected prices as traded, as this database has them, but they are given as adjusted ' +
          '(--adjusted). Leave out --adjusted, or import into another database. The file was refused whole.',
      },
    ]);
  });

  test('prices as traded are refused where the store has adjusted ones', async () => {
    await imported({ ...companies('A'), ...prices }, { adjusted: true });
    const { refusedFiles } = await imported(prices);
    expect(refusedFiles).toEqual([
      {
        file: 'prices.csv',
        reason:
          'prices.csv: expected prices as adjusted, as this database has them, but they are given as traded. ' +
          'Add --adjusted, or import into another database. The file was refused whole.',
      },
    ]);
  });

  test('the first prices decide it, not other files before them', async () => {
    await imported(companies('A'));
    await imported(fileOf('actions', 'A,2024-10-01,SPLIT,2,1'), { adjusted: true });
    const { refusedFiles } = await imported(prices, { adjusted: true });
    expect(refusedFiles).toEqual([]);
    expect(await select('SELECT synthetic, adjusted FROM market_kind')).toEqual([
      { synthetic: false, adjusted: true },
    ]);
  });

  test('a file of prices without an accepted row does not decide it', async () => {
    await imported(
      { ...companies('A'), ...fileOf('prices', flatBar('A', '2024-10-02', 1)) },
      { adjusted: true },
    );
    const { refusedFiles, files } = await imported(prices);
    expect(refusedFiles).toEqual([]);
    expect(counts({ files, refusedFiles, ignored: [] })).toEqual([['prices.csv', 1, 1, 0, 0, 0]]);
  });

  test.each([
    [false, 'the synthetic sample', 'a real'],
    [true, 'a real', 'the synthetic sample'],
  ])('a market with synthetic %s does not take the other', async (synthetic, given, has) => {
    await imported(companies('A'), { synthetic });
    const before = await withClient(database, rowVersions);
    const error: unknown = await imported(companies('B'), { synthetic: !synthetic }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toBe(
      `Expected a database of its own for ${given} market: this one holds ${has} market, and scores compare each ` +
        'stock with the others. Name another folder by GREYOAK_HOME, or another database by DATABASE_URL; nothing was imported.',
    );
    expect(await withClient(database, rowVersions)).toEqual(before);
  });
});

describe('holidays', () => {
  const sessionsAround = (from: string, to: string) =>
    withClient(database, async (client) => {
      const { days } = await storedSessions(client, await stockIds(client));
      return [...days].filter((one) => one >= day(from) && one <= day(to));
    });

  test('move sessions, and a special session may follow; former calendars can be read again', async () => {
    await imported(companies('A'));
    // Monday to Monday; the 2nd of October is shipped as a holiday.
    expect(await sessionsAround('2024-09-30', '2024-10-07')).toEqual(
      ['2024-09-30', '2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07'].map(day),
    );
    await imported(
      fileOf('holidays', '2024-10-03,HOLIDAY,Strike', '2024-10-05,SESSION,Special', '2024-10-02,SESSION,'),
    );
    const moved = ['2024-09-30', '2024-10-01', '2024-10-02', '2024-10-04', '2024-10-05', '2024-10-07'];
    expect(await sessionsAround('2024-09-30', '2024-10-07')).toEqual(moved.map(day));
    const result = await imported(
      fileOf(
        'prices',
        flatBar('A', '2024-10-03', 1),
        flatBar('A', '2024-10-05', 1),
        flatBar('A', '2024-10-02', 1),
      ),
    );
    expect(result.files[0].refusals.map(({ value }) => value)).toEqual(['2024-10-03']);
    const before = await withClient(database, async (client) =>
      (await storedSessions(client, await stockIds(client), 2)).days.includes(day('2024-10-03')),
    );
    expect(before).toBe(true);
  });

  test('touch scores from the first session that they move', async () => {
    await imported({
      ...companies('A'),
      ...fileOf('prices', flatBar('A', '2024-09-30', 1), flatBar('A', '2024-10-07', 1)),
    });
    await imported(fileOf('holidays', '2024-10-04,HOLIDAY,', '2024-10-03,HOLIDAY,'));
    expect(await select('SELECT touches_from::text AS "from" FROM batches ORDER BY id DESC LIMIT 1')).toEqual(
      [{ from: '2024-10-03' }],
    );
  });

  test('of a year without a calendar make every weekday of it a session: scores are touched from there', async () => {
    // The calendar that is shipped begins with 2019: of 2018 the traded days are the sessions.
    await imported({
      ...companies('A'),
      ...fileOf('prices', flatBar('A', '2018-03-01', 1), flatBar('A', '2018-03-05', 1)),
    });
    expect(await sessionsAround('2018-03-01', '2018-03-06')).toEqual(['2018-03-01', '2018-03-05'].map(day));
    await imported(fileOf('holidays', '2018-12-25,HOLIDAY,Christmas'));
    // Friday the 2nd and Tuesday the 6th became sessions.
    expect(await sessionsAround('2018-03-01', '2018-03-06')).toEqual(
      ['2018-03-01', '2018-03-02', '2018-03-05', '2018-03-06'].map(day),
    );
    const [{ early }] = await select(
      `SELECT touches_from <= '2018-03-02' AS early FROM batches ORDER BY id DESC LIMIT 1`,
    );
    expect(early).toBe(true);
  });
});

test('an importing process sees bars of one stock and span as it would see all of them', async () => {
  await imported({
    ...companies('A', 'B'),
    ...fileOf(
      'prices',
      ...['2024-09-30', '2024-10-01', '2024-10-03', '2024-10-04'].flatMap((on) => [
        flatBar('A', on, 3),
        flatBar('B', on, 4),
      ]),
    ),
  });
  await withClient(database, async (client) => {
    const ids = await stockIds(client);
    const batch = await newestBatch(client);
    const query = { batch, stocks: [ids.idOf(ticker('B'))], from: day('2024-10-01'), to: day('2024-10-03') };
    const bars = await storedBars(client, ids, query);
    expect([...bars.keys()]).toEqual(['B.NS']);
    expect([...(bars.get(ticker('B'))?.day ?? [])]).toEqual([day('2024-10-01'), day('2024-10-03')]);
    expect(await storedBars(client, ids, { ...query, batch: batch - 1 })).toEqual(new Map());
  });
});
