import { describe, expect, test } from '@jest/globals';
import { Books } from '../../src/books/bookCache.js';
import { DayBook } from '../../src/books/dayBook.js';
import type { Database } from '../../src/database/database.js';
import type { Mode } from '../../src/scoring/names.js';
import { UserError } from '../../src/userError.js';
import { DAY, row } from './book.js';

const NO_DATABASE = {} as Database;

/** A cache over books of two rows each; `loads` tells what it has read. */
function cache(maxRows: number) {
  const loads: string[] = [];
  const load = async (_: Database, runId: number, mode: Mode): Promise<DayBook | null> => {
    loads.push(`${runId} ${mode}`);
    await Promise.resolve();
    if (runId === 13) throw new Error('connection lost');
    return runId === 404 ? null : new DayBook(runId, mode, DAY, [row('INFY'), row('TCS')]);
  };
  return { books: new Books(NO_DATABASE, { maxRows, load }), loads };
}

describe('books', () => {
  test('a book is read once, by run and mode', async () => {
    const { books, loads } = cache(100);
    const first = await books.ofRun(1, 'INVESTOR');
    expect(await books.ofRun(1, 'INVESTOR')).toBe(first);
    expect((await books.ofRun(1, 'TRADER')).mode).toBe('TRADER');
    expect(loads).toEqual(['1 INVESTOR', '1 TRADER']);
    expect(books.rows).toBe(4);
  });

  test('those who ask at the same time share one load', async () => {
    const { books, loads } = cache(100);
    const asked = await Promise.all([1, 1, 1].map((runId) => books.ofRun(runId, 'TRADER')));
    expect(new Set(asked).size).toBe(1);
    expect(loads).toEqual(['1 TRADER']);
    expect(books.rows).toBe(2);
  });

  test('beyond its bound it forgets the least recently used', async () => {
    const { books, loads } = cache(5); // two books of two rows
    await books.ofRun(1, 'TRADER');
    await books.ofRun(2, 'TRADER');
    await books.ofRun(1, 'TRADER');
    await books.ofRun(3, 'TRADER'); // 2 goes
    expect(books.rows).toBe(4);
    await books.ofRun(1, 'TRADER');
    expect(loads).toHaveLength(3);
    await books.ofRun(2, 'TRADER');
    expect(loads).toEqual(['1 TRADER', '2 TRADER', '3 TRADER', '2 TRADER']);
  });

  test('many at once do not go beyond the bound, either', async () => {
    const { books } = cache(5);
    const asked = await Promise.all([1, 2, 3, 4, 5].map((runId) => books.ofRun(runId, 'TRADER')));
    expect(asked.map(({ runId }) => runId)).toEqual([1, 2, 3, 4, 5]);
    expect(books.rows).toBe(4);
  });

  test('a book larger than the bound is answered, and not kept', async () => {
    const { books, loads } = cache(1);
    expect((await books.ofRun(1, 'TRADER')).rows).toHaveLength(2);
    expect(books.rows).toBe(0);
    await books.ofRun(1, 'TRADER');
    expect(loads).toHaveLength(2);
  });

  test('a failed load is told to all who wait, and not kept', async () => {
    const { books, loads } = cache(100);
    const asked = await Promise.allSettled([books.ofRun(13, 'TRADER'), books.ofRun(13, 'TRADER')]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(loads).toHaveLength(1);
    await expect(books.ofRun(13, 'TRADER')).rejects.toThrow('connection lost');
    expect(loads).toHaveLength(2);
    expect(books.rows).toBe(0);
  });

  test('a run without scores is refused, and asked for again', async () => {
    const { books, loads } = cache(100);
    const refusal = books.ofRun(404, 'INVESTOR');
    await expect(refusal).rejects.toBeInstanceOf(UserError);
    await expect(refusal).rejects.toThrow(
      'Expected a run that has scores of INVESTOR, came run 404, which has none: ' +
        'begin again without a cursor, or name another run.',
    );
    await expect(books.ofRun(404, 'INVESTOR')).rejects.toThrow('run 404');
    expect(loads).toHaveLength(2);
  });

  test('cleared, it reads again; a load that was under way is not kept', async () => {
    const { books, loads } = cache(100);
    const before = await books.ofRun(1, 'TRADER');
    const underWay = books.ofRun(2, 'TRADER');
    books.clear();
    expect((await underWay).runId).toBe(2);
    expect(books.rows).toBe(0);
    expect(await books.ofRun(1, 'TRADER')).not.toBe(before);
    await books.ofRun(2, 'TRADER');
    expect(loads).toEqual(['1 TRADER', '2 TRADER', '1 TRADER', '2 TRADER']);
    expect(books.rows).toBe(4);
  });
});
