import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isoOf } from '../../../src/market/day.js';
import { BARE_CONTEXT } from '../../../src/market/imports/columns.js';
import { readPrices } from '../../../src/market/imports/prices.js';
import { day, fileOf, flatBar, removeFolders, ticker, writeFolder } from '../../support/market/folder.js';

async function pricesOf(...rows: readonly string[]) {
  const folder = await writeFolder(fileOf('prices', ...rows));
  return readPrices(join(folder, 'prices.csv'), BARE_CONTEXT);
}

afterEach(removeFolders);

describe('readPrices', () => {
  test('gives each stock its bars, ascending by day, whatever the order of rows', async () => {
    const { bars, rows, refusals } = await pricesOf(
      'INFY,2024-10-07,102,104,101,103,20,2050',
      'TCS,2024-10-04,50,50,50,50,5,',
      'INFY.NS,2024-10-04,100,102,99,101,10,0',
    );
    expect({ rows, refusals }).toEqual({ rows: 3, refusals: [] });
    expect([...bars.keys()]).toEqual(['INFY.NS', 'TCS.NS']);
    expect(bars.get(ticker('INFY'))).toEqual({
      day: Int32Array.of(day('2024-10-04'), day('2024-10-07')),
      open: Float64Array.of(100, 102),
      high: Float64Array.of(102, 104),
      low: Float64Array.of(99, 101),
      close: Float64Array.of(101, 103),
      volume: Float64Array.of(10, 20),
      value: Float64Array.of(0, 2050),
      secondary: new Uint8Array(2),
      series: new Uint8Array(2),
    });
    expect(bars.get(ticker('TCS'))?.value).toEqual(Float64Array.of(NaN));
  });

  test('takes a repeated bar once, a value that is not given being one too', async () => {
    const bar = flatBar('INFY', '2024-10-04', 100);
    const { bars, refusals, rows } = await pricesOf(bar, flatBar('INFY', '2024-10-03', 99), bar, bar);
    expect({ rows, refusals }).toEqual({ rows: 4, refusals: [] });
    expect(bars.get(ticker('INFY'))?.close).toEqual(Float64Array.of(99, 100));
  });

  test('refuses bars of one day of which only one gives a value, and keeps no stock without a bar', async () => {
    const bar = flatBar('INFY', '2024-10-04', 100);
    const { bars, refusals } = await pricesOf(bar, `${bar}0`);
    expect(refusals.map(({ line, rule }) => [line, rule])).toEqual([
      [2, 'CONFLICTING_ROWS'],
      [3, 'CONFLICTING_ROWS'],
    ]);
    expect(bars.size).toBe(0);
  });

  test('holds as many bars as there are', async () => {
    const dates = Array.from({ length: 3000 }, (_, k) => isoOf(day('2010-01-01') + k));
    const { bars } = await pricesOf(...dates.map((date, k) => flatBar('INFY', date, k + 1)));
    const infy = bars.get(ticker('INFY'));
    expect(infy?.day).toHaveLength(3000);
    expect(infy?.close.every((close, k) => close === k + 1)).toBe(true);
    expect(infy?.day.every((one, k) => one === day('2010-01-01') + k)).toBe(true);
  });

  test('whatever the order of rows, bars and refused lines are the same', async () => {
    const row = fc
      .tuple(fc.constantFrom('INFY', 'TCS'), fc.integer({ min: 1, max: 9 }), fc.constantFrom(100, 100, 101))
      .map(([symbol, date, close]) => flatBar(symbol, `2024-10-0${date}`, close));
    const orders = fc
      .array(row, { maxLength: 20 })
      .chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows.keys()], { minLength: rows.length })),
      );
    await fc.assert(
      fc.asyncProperty(orders, async ([rows, order]) => {
        const one = await pricesOf(...rows);
        const other = await pricesOf(...order.map((k) => rows[k]));
        expect(new Map([...other.bars].sort())).toEqual(new Map([...one.bars].sort()));
        const refused = one.refusals.map(({ line }) => line - 2);
        const refusedThere = other.refusals.map(({ line }) => order[line - 2]);
        expect(refusedThere.sort((a, b) => a - b)).toEqual(refused);
      }),
      { numRuns: 60 },
    );
  });
});
