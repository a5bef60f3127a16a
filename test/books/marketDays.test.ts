import { describe, expect, test } from '@jest/globals';
import { MarketDay, type MarketDayKey } from '../../src/books/marketDay.js';
import { MarketDays } from '../../src/books/marketDays.js';
import type { Database } from '../../src/database/database.js';
import type { IsoDate } from '../../src/scoring/names.js';

const NO_DATABASE = {} as Pick<Database, 'pool'>;
const dayOf = (k: number) => `2026-06-${String(k).padStart(2, '0')}` as IsoDate;
const keyOf = (k: number): MarketDayKey => ({ day: dayOf(k), batch: 1 });
const asker = (name: string, signal?: AbortSignal) => ({ name, signal });

/** Days that note when they are read. */
function daysOf() {
  const began: IsoDate[] = [];
  const load = async (key: MarketDayKey) => {
    began.push(key.day);
    await Promise.resolve();
    if (key.day === dayOf(13)) throw new Error('broken');
    return new MarketDay(key, new Map(), 1);
  };
  return { began, days: new MarketDays(NO_DATABASE, { load }) };
}

describe('MarketDays', () => {
  test('lets callers take turns, also for a day that another one waits for', async () => {
    const { began, days } = daysOf();
    const many = Array.from({ length: 9 }, (_, k) => days.of(keyOf(k + 1), asker('many')));
    const one = days.of(keyOf(9), asker('one'));
    await Promise.all([...many, one]);
    expect(began.indexOf(dayOf(9))).toBeLessThanOrEqual(1);
    expect(began).toHaveLength(9);
  });

  test('returns a day at once that is kept, and reads one once that is being read', async () => {
    const { began, days } = daysOf();
    const [first, second] = await Promise.all([days.of(keyOf(1), asker('a')), days.of(keyOf(1), asker('b'))]);
    expect(second).toBe(first);
    expect(days.of(keyOf(1), asker('c'))).toBe(first);
    expect(began).toEqual([dayOf(1)]);
  });

  test('reads no day of an operation that is over before its turn', async () => {
    const { began, days } = daysOf();
    const ended = new AbortController();
    const over = days.of(keyOf(2), asker('a', ended.signal));
    ended.abort(new Error('over'));
    await expect(over).rejects.toThrow('over');
    await days.of(keyOf(3), asker('a'));
    expect(began).toEqual([dayOf(3)]);
  });

  test('reads a day again that could not be read', async () => {
    const { began, days } = daysOf();
    await expect(days.of(keyOf(13), asker('a'))).rejects.toThrow('broken');
    await expect(days.of(keyOf(13), asker('a'))).rejects.toThrow('broken');
    expect(began).toHaveLength(2);
  });
});
