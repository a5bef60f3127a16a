import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import { Books } from '../../src/books/bookCache.js';
import { loadDayBooks, type DayBook } from '../../src/books/dayBook.js';
import { screen } from '../../src/books/screen.js';
import { readSnapshot } from '../../src/books/snapshot.js';
import type { Database } from '../../src/database/database.js';
import type { ScoresTable } from '../../src/database/tables.js';
import { OperationBooks } from '../../src/graphql/operationBooks.js';
import type { IsoDate, Mode } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { listed, scored, symbols, ticker } from '../support/days/book.js';

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
  const company = {
    recorded_in: 1,
    superseded_in: null,
    isin: 'INE0',
    industry: 'Autos',
    basic_industry: '',
    sector_group: '',
  };
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
  await db.insertInto('served_method').values({ name: '1.1' }).execute();
  await db
    .insertInto('scored_days')
    .values([
      { method: '1.1', mode: 'INVESTOR', day: MONDAY, run_id: 2, valid_batch: 1 },
      { method: '1.1', mode: 'INVESTOR', day: TUESDAY, run_id: 3, valid_batch: 1 },
      { method: '1.1', mode: 'INVESTOR', day: WEDNESDAY, run_id: 4, valid_batch: 1 },
      { method: '1.1', mode: 'TRADER', day: TUESDAY, run_id: 3, valid_batch: 1 },
      // Scored, and no stock was in the universe.
      { method: '1.1', mode: 'TRADER', day: WEDNESDAY, run_id: 4, valid_batch: 1 },
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

async function loadDayBook(source: Database, runId: number, mode: Mode): Promise<DayBook | null> {
  const [book] = await loadDayBooks(source, [{ runId, mode }]);
  return book;
}

/** What a row tells of its score, without its place in the answer of the statement that read it. */
function shown(row: object | null | undefined): object {
  const place = ['at', 'bookDay'];
  return Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => !place.includes(name)));
}

/** The books of an operation that begins now. */
async function booksNow(books: Books): Promise<OperationBooks> {
  const asker = { name: 'a caller', signal: undefined };
  return new OperationBooks(books, await readSnapshot(database, null), asker);
}

describe('a book from the database', () => {
  test('holds all scores of the run and mode, by ticker, with their stocks', async () => {
    const book = await loadDayBook(database, 4, 'INVESTOR');
    expect(book).toMatchObject({ runId: 4, mode: 'INVESTOR', day: WEDNESDAY });
    expect(book?.rows.map((one) => one.ticker)).toEqual(
      ['BAJAJ-AUTO', 'M&M', 'MARUTI', 'TCS'].map((symbol) => ticker(symbol)),
    );
    expect(shown(book?.rows[3])).toEqual({
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
    expect(symbols(book, screen(listed(book), { bands: ['BUY'], search: 'm&m' }))).toEqual(['M&M']);
    expect(symbols(book, screen(listed(book), { fired: ['LOW_DATA_HOLD', 'ILLIQUIDITY'] }))).toEqual(['TCS']);
  });

  test('keeps the newest scores before its day of stocks that have none on it', async () => {
    const book = await loadDayBook(database, 3, 'INVESTOR');
    if (book === null) throw new Error('expected a book');
    // Of Tuesday: TCS has its own score; M&M is of Monday's current run; the others have only scores that never
    // were current before it, or none.
    expect(book.rows.map((one) => one.ticker)).toEqual([ticker('TCS')]);
    expect(book.scoreOf(ticker('TCS'))).toBe(book.rows[0]);
    expect(shown(book.scoreOf(ticker('M&M')))).toEqual({
      ...score(2, 'INVESTOR', 'M&M', { value: 62 }),
      ...{ ticker: ticker('M&M'), name: 'M&M Limited', isin: 'INE0', industry: 'Autos', sector: 'auto' },
      previousSessionValue: null,
    });
    expect(book.scoreOf(ticker('MARUTI'))).toBeNull();
    expect(book.scoreOf(ticker('BAJAJ-AUTO'))).toBeNull();
    expect(book.size).toBe(2);
  });

  test('has only earlier scores if the run scored no stock in the mode', async () => {
    const book = await loadDayBook(database, 4, 'TRADER');
    expect(book).toMatchObject({ runId: 4, mode: 'TRADER', day: WEDNESDAY, rows: [], size: 1 });
    expect(book?.scoreOf(ticker('MARUTI'))).toMatchObject({ run_id: 3, day: TUESDAY, value: 14 });
  });

  test('is null where there is no score of the mode up to the day, or no such run', async () => {
    expect(await loadDayBook(database, 2, 'TRADER')).toBeNull();
    expect(await loadDayBook(database, 99, 'INVESTOR')).toBeNull();
  });

  test('is the same whether it is read alone or with others, which take one statement together', async () => {
    const keys = [
      { runId: 4, mode: 'TRADER' },
      { runId: 99, mode: 'TRADER' },
      { runId: 4, mode: 'INVESTOR' },
      { runId: 1, mode: 'INVESTOR' },
    ] as const;
    const { counted, count } = counting();
    const together = await loadDayBooks(counted, keys);
    expect(count()).toBe(1);
    expect(together.map((book) => book?.rows.length)).toEqual([0, undefined, 4, 2]);
    for (const [k, { runId, mode }] of keys.entries()) {
      const alone = await loadDayBook(database, runId, mode);
      expect(together[k]?.rows.map(shown)).toEqual(alone?.rows.map(shown));
      expect(shown(together[k]?.scoreOf(ticker('MARUTI')))).toEqual(shown(alone?.scoreOf(ticker('MARUTI'))));
    }
  });
});

describe('the current run', () => {
  test.each<[Mode, IsoDate | null, { runId: number; day: IsoDate } | null]>([
    ['INVESTOR', null, { runId: 4, day: WEDNESDAY }],
    ['INVESTOR', TUESDAY, { runId: 3, day: TUESDAY }],
    ['INVESTOR', MONDAY, { runId: 2, day: MONDAY }],
    ['INVESTOR', '2024-10-06' as IsoDate, null],
    ['INVESTOR', '2030-01-01' as IsoDate, { runId: 4, day: WEDNESDAY }],
    ['TRADER', MONDAY, null],
  ])('of %s up to %s', async (mode, on, expected) => {
    const run = (await readSnapshot(database, null)).scoredDay(mode, on);
    expect(run && { runId: run.runId, day: run.day }).toEqual(expected);
  });
});

describe('books of an operation', () => {
  test('of a mode and day are those of the current run, and read once', async () => {
    const { counted, count } = counting();
    const books = new Books(counted);
    const operation = await booksNow(books);
    const book = await operation.of('INVESTOR', null);
    expect(book).toMatchObject({ runId: 4, day: WEDNESDAY });
    expect(count()).toBe(1);
    // Known by now, so that no caller waits.
    expect(operation.of('INVESTOR', '2024-12-31' as IsoDate)).toBe(book);
    expect(operation.ofRun({ runId: 4, mode: 'INVESTOR' })).toBe(book);
    expect(await (await booksNow(books)).of('INVESTOR', null)).toBe(book);
    expect(count()).toBe(1);
  });

  test('are null before the first scored day, and without rows where a day has no scores', async () => {
    const operation = await booksNow(new Books(database));
    expect(await operation.of('TRADER', MONDAY)).toBeNull();
    expect(await operation.of('TRADER', null)).toMatchObject({
      ...{ runId: 4, mode: 'TRADER', day: WEDNESDAY, rows: [] },
    });
    // Known by now, so that it is refused at once.
    expect(() => operation.ofRun({ runId: 4, mode: 'TRADER' })).toThrow('got run 4, which has none');
  });

  test('of a run that is no longer current can be read', async () => {
    const operation = await booksNow(new Books(database));
    const book = await operation.ofRun({ runId: 1, mode: 'INVESTOR' });
    expect(book.rows.map((one) => one.value)).toEqual([12, 11]);
  });
});
