import { describe, expect, test } from '@jest/globals';
import { DayBook, type BookKey } from '../../src/books/dayBook.js';
import { MarketDay, type MarketDayKey } from '../../src/books/marketDay.js';
import { Snapshot, type ScoredDay } from '../../src/books/snapshot.js';
import { OperationBooks } from '../../src/graphql/operationBooks.js';
import { NO_SYMBOLS } from '../../src/market/formerSymbols.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { UserError } from '../../src/userError.js';
import { row } from '../support/days/book.js';

const [MONDAY, TUESDAY] = ['2024-10-07', '2024-10-08'] as IsoDate[];

/** Investors' days were scored by runs 1 and 2; run 3 is not current, run 2 scored nobody, 404 is not known. */
const INVESTORS: readonly ScoredDay[] = [
  { day: MONDAY, runId: 1 },
  { day: TUESDAY, runId: 2 },
];
const snapshot = new Snapshot({
  log: { epoch: '00000000-0000-4000-8000-000000000000', position: 0 },
  isSynthetic: false,
  version: '1 3',
  batch: 3,
  servedMethod: 'greyoak-1.1',
  companies: [],
  symbols: NO_SYMBOLS,
  histories: new Map(),
  classifications: new Map(),
  sectorFiles: new Map(),
  scoredDays: new Map([['greyoak-1.1', { INVESTOR: INVESTORS, TRADER: [] }]]),
  runs: new Map(),
  methods: new Map(),
  assessedDays: [],
  riskMethods: new Map(),
});

const INVESTOR = (runId: number): BookKey => ({ runId, mode: 'INVESTOR' });

/** The books of an operation, and which were asked for, a list for each time. */
function booksOf() {
  const asked: number[][] = [];
  const of = async (keys: readonly BookKey[]) => {
    asked.push(keys.map(({ runId }) => runId));
    await Promise.resolve();
    return keys.map(({ runId, mode }) =>
      runId === 404 || runId === 2 ? null : new DayBook(runId, mode, MONDAY, [row('INFY')]),
    );
  };
  const days: MarketDayKey[] = [];
  const marketOn = async (key: MarketDayKey) => {
    days.push(key);
    await Promise.resolve();
    return new MarketDay(key, new Map(), 10);
  };
  const asker = { name: 'a caller', signal: undefined };
  return {
    days,
    books: new OperationBooks({ of, market: { of: marketOn }, risks: { of: () => [] } }, snapshot, asker),
    asked,
  };
}

describe('the market of an operation', () => {
  test('is read once per day and batch, then known at once, and its rows count', async () => {
    const { books, days } = booksOf();
    const key = { day: MONDAY, batch: 3 };
    const [one, same] = await Promise.all([books.marketOn(key), books.marketOn({ ...key })]);
    expect(same).toBe(one);
    expect(books.marketOn(key)).toBe(one);
    expect(books.loadedRows).toBe(10);
    await books.marketOn({ day: MONDAY, batch: 2 });
    expect(days).toEqual([key, { day: MONDAY, batch: 2 }]);
    expect(books.loadedRows).toBe(20);
  });
});

describe('books of an operation', () => {
  test('that were fetched are known at once, and asked for once', async () => {
    const { books, asked } = booksOf();
    await books.fetch([INVESTOR(1), INVESTOR(2), INVESTOR(3), INVESTOR(1)]);
    expect(asked).toEqual([[1, 2, 3]]);
    expect(books.of('INVESTOR', MONDAY)).toBeInstanceOf(DayBook);
    expect(books.ofRun(INVESTOR(3))).toMatchObject({ runId: 3 });
    expect(books.fetch([INVESTOR(1), INVESTOR(3)])).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test('that resolvers ask for together are asked for together', async () => {
    const { books, asked } = booksOf();
    const [one, same, other] = await Promise.all([
      books.of('INVESTOR', MONDAY),
      books.ofRun(INVESTOR(1)),
      books.ofRun(INVESTOR(3)),
    ]);
    expect(same).toBe(one);
    expect(other.runId).toBe(3);
    expect(asked).toEqual([[1, 3]]);
  });

  test('are null where no day is scored, and without rows where a scored day has no book', async () => {
    const { books, asked } = booksOf();
    expect(books.of('TRADER', null)).toBeNull();
    expect(books.of('INVESTOR', '2024-10-06' as IsoDate)).toBeNull();
    expect(asked).toEqual([]);
    expect(await books.of('INVESTOR', null)).toMatchObject({ runId: 2, day: TUESDAY, rows: [] });
  });

  test('of a run without scores are refused', async () => {
    const { books } = booksOf();
    const refusal = Promise.resolve(books.ofRun(INVESTOR(404)));
    await expect(refusal).rejects.toBeInstanceOf(UserError);
    await expect(refusal).rejects.toThrow(
      'Expected a run that has scores of INVESTOR, got run 404, which has none: ' +
        'begin again without a cursor, or name another run.',
    );
  });
});
