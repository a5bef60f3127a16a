import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import { Books } from '../../src/books/bookCache.js';
import { currentRun } from '../../src/books/currentRun.js';
import { loadDayBook } from '../../src/books/dayBook.js';
import { screen } from '../../src/books/screen.js';
import type { Database } from '../../src/database/database.js';
import type { ScoresTable } from '../../src/database/tables.js';
import type { IsoDate, Mode } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../database/testDatabase.js';
import { scored, symbols, ticker } from './book.js';

const [MONDAY, TUESDAY, WEDNESDAY] = ['2024-10-07', '2024-10-08', '2024-10-09'] as IsoDate[];
/** Run 2 scored Monday again, and run 5 was made but is not current. */
const DAY_OF_RUN: Readonly<Record<number, IsoDate>> = {
  1: MONDAY,
  2: MONDAY,
  3: TUESDAY,
  4: WEDNESDAY,
  5: MONDAY,
};

let database: Database;
let stock: Readonly<Record<string, number>>;

const score = (run: number, mode: Mode, symbol: string, given: Partial<ScoresTable> = {}): ScoresTable =>
  scored({ run_id: run, mode, day: DAY_OF_RUN[run], stock_id: stock[symbol], ...given });

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  const symbolsOfStocks = ['TCS', 'BAJAJ-AUTO', 'M&M', 'MARUTI'];
  const stocks = await db
    .insertInto('stocks')
    .values(symbolsOfStocks.map((symbol) => ({ ticker: ticker(symbol) })))
    .returning(['id', 'ticker'])
    .execute();
  stock = Object.fromEntries(stocks.map((one) => [one.ticker.replace(/\.NS$/, ''), one.id]));
  const company = { recorded_in: 1, superseded_in: null, isin: 'INE0', industry: 'Autos', sector_group: '' };
  await db
    .insertInto('companies')
    .values([
      ...symbolsOfStocks.map((symbol) => ({
        ...{ ...company, stock_id: stock[symbol], name: `${symbol} Limited` },
        superseded_in: symbol === 'TCS' ? 2 : null,
      })),
      { ...company, stock_id: stock['TCS'], recorded_in: 2, name: 'Tata Consultancy', industry: 'Software' },
    ])
    .execute();
  await db
    .insertInto('sectors')
    .values([
      { id: 1, key: 'auto' },
      { id: 2, key: 'it' },
    ])
    .execute();
  await db
    .insertInto('methods')
    .values({ hash: 'm', name: '1.1', threshold_set: 'production', document: '' })
    .execute();
  await db.insertInto('sector_files').values({ hash: 's', document: '' }).execute();
  await db
    .insertInto('runs')
    .values(
      Object.entries(DAY_OF_RUN).map(([id, day]) => ({
        ...{ id: Number(id), day, mode: null, status: 'SUCCEEDED' as const, read_batch: 1, method_hash: 'm' },
        ...{ sectors_hash: 's', inputs_hash: 'i', code_version: '0', scored: 4, total: 4, changed: 4 },
        ...{ started_at: null, finished_at: null, error: null, not_scored: {} },
      })),
    )
    .execute();
  await db
    .insertInto('scored_days')
    .values([
      { mode: 'INVESTOR', day: MONDAY, run_id: 2, valid_batch: 1 },
      { mode: 'INVESTOR', day: TUESDAY, run_id: 3, valid_batch: 1 },
      { mode: 'INVESTOR', day: WEDNESDAY, run_id: 4, valid_batch: 1 },
      { mode: 'TRADER', day: TUESDAY, run_id: 3, valid_batch: 1 },
      // Scored, and no stock was in the universe.
      { mode: 'TRADER', day: WEDNESDAY, run_id: 4, valid_batch: 1 },
    ])
    .execute();
  await db
    .insertInto('scores')
    .values([
      // Superseded by run 2.
      score(1, 'INVESTOR', 'TCS', { value: 11 }),
      score(1, 'INVESTOR', 'MARUTI', { value: 12 }),
      score(2, 'INVESTOR', 'TCS', { value: 61.25 }),
      score(2, 'INVESTOR', 'M&M', { value: 62 }),
      // Never current.
      score(5, 'INVESTOR', 'BAJAJ-AUTO', { value: 13 }),
      score(3, 'INVESTOR', 'TCS', { value: 63 }),
      score(3, 'TRADER', 'MARUTI', { value: 14 }),
      score(4, 'INVESTOR', 'TCS', { value: 64.5, sector_id: 2, fired: 3, position: 9, days_to_meeting: 4 }),
      score(4, 'INVESTOR', 'MARUTI'),
      score(4, 'INVESTOR', 'BAJAJ-AUTO'),
      score(4, 'INVESTOR', 'M&M', { band: 'BUY', value: 66 }),
    ])
    .execute();
}, 120_000);

afterAll(closeTestDatabases);

/** The database, and how many statements it was asked for. */
function counting(): { readonly counted: Database; readonly count: () => number } {
  let statements = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { counted: { ...database, db: database.db.withPlugin(plugin) }, count: () => statements };
}

describe('a book from the database', () => {
  test('holds all scores of the run and mode, by ticker, with their stocks', async () => {
    const book = await loadDayBook(database, 4, 'INVESTOR');
    expect(book).toMatchObject({ runId: 4, mode: 'INVESTOR', day: WEDNESDAY });
    expect(book?.rows.map((one) => one.ticker)).toEqual(
      ['BAJAJ-AUTO', 'M&M', 'MARUTI', 'TCS'].map((symbol) => ticker(symbol)),
    );
    expect(book?.rows[3]).toEqual({
      ...score(4, 'INVESTOR', 'TCS', {
        value: 64.5,
        sector_id: 2,
        fired: 3,
        position: 9,
        days_to_meeting: 4,
      }),
      ticker: ticker('TCS'),
      // As currently recorded.
      ...{ name: 'Tata Consultancy', isin: 'INE0', industry: 'Software', sector: 'it' },
      previousSessionValue: 63,
    });
  });

  test('previous values are the newest of an earlier session, of its current run and the same mode', async () => {
    const previous = async (run: number, mode: Mode) =>
      Object.fromEntries(
        (await loadDayBook(database, run, mode))?.rows.map((one) => [one.ticker, one.previousSessionValue]) ??
          [],
      );
    expect(await previous(4, 'INVESTOR')).toEqual({
      'TCS.NS': 63,
      // Not on Tuesday.
      'M&M.NS': 62,
      // Only in a run that is no longer current, one that never was, and another mode.
      'MARUTI.NS': null,
      'BAJAJ-AUTO.NS': null,
    });
    expect(await previous(3, 'INVESTOR')).toEqual({ 'TCS.NS': 61.25 });
    expect(await previous(2, 'INVESTOR')).toEqual({ 'TCS.NS': null, 'M&M.NS': null });
  });

  test('is read in exactly one statement', async () => {
    const { counted, count } = counting();
    expect((await loadDayBook(counted, 4, 'INVESTOR'))?.rows).toHaveLength(4);
    expect(count()).toBe(1);
  });

  test('can be screened', async () => {
    const book = await loadDayBook(database, 4, 'INVESTOR');
    if (book === null) throw new Error('expected a book');
    expect(symbols(book, screen(book, { bands: ['BUY'], search: 'm&m' }))).toEqual(['M&M']);
    expect(symbols(book, screen(book, { fired: ['LOW_DATA_HOLD', 'ILLIQUIDITY'] }))).toEqual(['TCS']);
  });

  test('is null where the run has no scores of the mode', async () => {
    expect(await loadDayBook(database, 4, 'TRADER')).toBeNull();
    expect(await loadDayBook(database, 99, 'INVESTOR')).toBeNull();
  });
});

describe('the current run', () => {
  test.each<[Mode, IsoDate | undefined, { runId: number; day: IsoDate } | null]>([
    ['INVESTOR', undefined, { runId: 4, day: WEDNESDAY }],
    ['INVESTOR', TUESDAY, { runId: 3, day: TUESDAY }],
    ['INVESTOR', MONDAY, { runId: 2, day: MONDAY }],
    ['INVESTOR', '2024-10-06' as IsoDate, null],
    ['INVESTOR', '2030-01-01' as IsoDate, { runId: 4, day: WEDNESDAY }],
    ['TRADER', MONDAY, null],
  ])('of %s up to %s', async (mode, on, expected) => {
    const run = await currentRun(database, mode, on);
    expect(run && { runId: run.runId, day: run.day }).toEqual(expected);
  });
});

describe('books', () => {
  test('of a mode and day are those of the current run; the second time, only the run is asked for', async () => {
    const { counted, count } = counting();
    const books = new Books(counted);
    const book = await books.of('INVESTOR');
    expect(book).toMatchObject({ runId: 4, day: WEDNESDAY });
    expect(count()).toBe(2);
    expect(await books.of('INVESTOR', '2024-12-31' as IsoDate)).toBe(book);
    expect(count()).toBe(3);
    expect(await books.ofRun(4, 'INVESTOR')).toBe(book);
    expect(count()).toBe(3);
  });

  test('forget what they told when there was an import meanwhile', async () => {
    const books = new Books(database);
    const before = await books.of('INVESTOR');
    expect(await books.of('INVESTOR')).toBe(before);
    await database.db
      .insertInto('batches')
      .values({
        id: 1,
        file: 'companies.csv',
        rows_read: 1,
        inserted: 0,
        updated: 1,
        unchanged: 0,
        refused: 0,
      })
      .execute();
    const after = await books.of('INVESTOR');
    expect(after).not.toBe(before);
    expect(after).toEqual(before);
  });

  test('are null before the first scored day, and empty where a day has no scores', async () => {
    const books = new Books(database);
    expect(await books.of('TRADER', MONDAY)).toBeNull();
    expect(await books.of('TRADER')).toMatchObject({ runId: 4, mode: 'TRADER', day: WEDNESDAY, rows: [] });
    await expect(books.ofRun(4, 'TRADER')).rejects.toThrow('came run 4, which has none');
  });

  test('of a run that is no longer current can be read', async () => {
    const book = await new Books(database).ofRun(1, 'INVESTOR');
    expect(book.rows.map((one) => one.value)).toEqual([12, 11]);
  });
});
