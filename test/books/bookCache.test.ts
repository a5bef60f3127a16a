import { describe, expect, test } from '@jest/globals';
import { Books } from '../../src/books/bookCache.js';
import { DayBook, type BookKey } from '../../src/books/dayBook.js';
import type { Database } from '../../src/database/database.js';
import type { Mode } from '../../src/scoring/names.js';
import { DAY, row } from '../support/days/book.js';

const NO_DATABASE = {} as Database;

const key = (runId: number, mode: Mode = 'TRADER'): BookKey => ({ runId, mode });

/** A cache over books of two rows each; `loads` tells what it has read, a statement each. */
function cache(maxRows: number) {
  const loads: string[] = [];
  const load = async (_: unknown, keys: readonly BookKey[]): Promise<(DayBook | null)[]> => {
    loads.push(keys.map(({ runId, mode }) => `${runId} ${mode}`).join(', '));
    await Promise.resolve();
    if (keys.some(({ runId }) => runId === 13)) throw new Error('connection lost');
    return keys.map(({ runId, mode }) =>
      runId === 404 ? null : new DayBook(runId, mode, DAY, [row('INFY'), row('TCS')]),
    );
  };
  const books = new Books(NO_DATABASE, { maxRows, load });
  const bookOf = async (runId: number, mode?: Mode) => (await books.of([key(runId, mode)]))[0];
  return { books, bookOf, loads };
}

describe('books', () => {
  test('a book is read once, by run and mode', async () => {
    const { books, bookOf, loads } = cache(100);
    const first = await bookOf(1, 'INVESTOR');
    expect(first).toMatchObject({ runId: 1, mode: 'INVESTOR' });
    expect(await bookOf(1, 'INVESTOR')).toBe(first);
    expect((await bookOf(1, 'TRADER'))?.mode).toBe('TRADER');
    expect(loads).toEqual(['1 INVESTOR', '1 TRADER']);
    expect(books.rows).toBe(4);
  });

  test('many books are read with one statement, in the requested order, each once', async () => {
    const { books, loads } = cache(100);
    const keys = [key(2), key(1, 'INVESTOR'), key(2), key(404), key(1)];
    const asked = await books.of(keys);
    expect(asked.map((book) => book && [book.runId, book.mode])).toEqual([
      [2, 'TRADER'],
      [1, 'INVESTOR'],
      [2, 'TRADER'],
      null,
      [1, 'TRADER'],
    ]);
    expect(asked[2]).toBe(asked[0]);
    expect(loads).toEqual(['2 TRADER, 1 INVESTOR, 404 TRADER, 1 TRADER']);
    expect(books.rows).toBe(6);
  });

  test('only books that are neither kept nor being read are read', async () => {
    const { books, loads } = cache(100);
    const [kept] = await books.of([key(1)]);
    const underWay = books.of([key(2)]);
    const asked = await books.of([key(1), key(2), key(3)]);
    expect(loads).toEqual(['1 TRADER', '2 TRADER', '3 TRADER']);
    expect(asked[0]).toBe(kept);
    expect(asked[1]).toBe((await underWay)[0]);
  });

  test('kept books are returned at once, without a promise', async () => {
    const { books } = cache(100);
    const keys = [key(1), key(2)];
    const first = books.of(keys);
    expect(first).toBeInstanceOf(Promise);
    const read = await first;
    const again = books.of(keys);
    expect(again).toEqual(read);
    expect(books.of([])).toEqual([]);
  });

  test('callers at the same time share one load', async () => {
    const { books, bookOf, loads } = cache(100);
    const asked = await Promise.all([1, 1, 1].map((runId) => bookOf(runId)));
    expect(new Set(asked).size).toBe(1);
    expect(asked[0]?.rows).toHaveLength(2);
    expect(loads).toEqual(['1 TRADER']);
    expect(books.rows).toBe(2);
  });

  test('beyond its bound it forgets the least recently used', async () => {
    const { books, bookOf, loads } = cache(5); // two books of two rows
    await bookOf(1);
    await bookOf(2);
    await bookOf(1);
    await bookOf(3); // 2 goes
    expect(books.rows).toBe(4);
    await bookOf(1);
    expect(loads).toHaveLength(3);
    await bookOf(2);
    expect(loads).toEqual(['1 TRADER', '2 TRADER', '3 TRADER', '2 TRADER']);
  });

  test('many at once do not go beyond the bound, either', async () => {
    const { books } = cache(5);
    const asked = await books.of([1, 2, 3, 4, 5].map((runId) => key(runId)));
    expect(asked.map((book) => book?.runId)).toEqual([1, 2, 3, 4, 5]);
    expect(books.rows).toBe(4);
  });

  test('a book larger than the bound is answered, and not kept', async () => {
    const { books, bookOf, loads } = cache(1);
    expect((await bookOf(1))?.rows).toHaveLength(2);
    expect(books.rows).toBe(0);
    await bookOf(1);
    expect(loads).toHaveLength(2);
  });

  test('a failed load rejects for all waiting callers, and is not kept', async () => {
    const { books, bookOf, loads } = cache(100);
    const asked = await Promise.allSettled([bookOf(13), bookOf(13)]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(loads).toHaveLength(1);
    await expect(bookOf(13)).rejects.toThrow('connection lost');
    expect(loads).toHaveLength(2);
    expect(books.rows).toBe(0);
  });

  test('a failed load of several rejects for all of them, and is tried again for later callers', async () => {
    const { books, bookOf, loads } = cache(100);
    await expect(books.of([key(1), key(13)])).rejects.toThrow('connection lost');
    expect((await bookOf(1))?.runId).toBe(1);
    expect(loads).toEqual(['1 TRADER, 13 TRADER', '1 TRADER']);
  });

  test('a run without a book is null, and is read again', async () => {
    const { books, bookOf, loads } = cache(100);
    expect(await bookOf(404, 'INVESTOR')).toBeNull();
    expect(await bookOf(404, 'INVESTOR')).toBeNull();
    expect(loads).toHaveLength(2);
    expect(books.rows).toBe(0);
  });

  test('cleared, it reads again; a load that was under way is not kept', async () => {
    const { books, bookOf, loads } = cache(100);
    const before = await bookOf(1);
    const underWay = bookOf(2);
    books.clear();
    expect((await underWay)?.runId).toBe(2);
    expect(books.rows).toBe(0);
    expect(await bookOf(1)).not.toBe(before);
    await bookOf(2);
    expect(loads).toEqual(['1 TRADER', '2 TRADER', '1 TRADER', '2 TRADER']);
    expect(books.rows).toBe(4);
  });
});
