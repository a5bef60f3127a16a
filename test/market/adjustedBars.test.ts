import { describe, expect, test } from '@jest/globals';
import { adjustedBars } from '../../src/market/adjustedBars.js';
import { adjustmentsOf, barsAround, barsAsOf } from '../../src/market/adjustment.js';
import { Sessions } from '../../src/market/calendar.js';
import { isoOf } from '../../src/market/day.js';
import type { Action, TradedBars } from '../../src/market/facts.js';
import type { Ticker } from '../../src/scoring/names.js';

const FIRST = 19_990;
const column = (of: (k: number) => number) => Float64Array.from({ length: 12 }, (_, k) => of(k));
const traded: TradedBars = {
  day: Int32Array.from({ length: 12 }, (_, k) => FIRST + k),
  open: column((k) => 101.35 + k),
  high: column((k) => 103.05 + k),
  low: column((k) => 99.95 + k),
  close: column((k) => 102.15 + k),
  volume: column((k) => 1001 + 7 * k),
  value: column((k) => 1e5 + k),
  secondary: new Uint8Array(12),
  series: new Uint8Array(12),
};
const action = (exDay: number, newShares: number, oldShares: number, kind: Action['kind'] = 'SPLIT') => ({
  ticker: 'A.NS' as Ticker,
  exDate: FIRST + exDay,
  kind,
  newShares,
  oldShares,
  price: NaN,
  factor: NaN,
});
/** Two on one day, one on a day without a bar before the first, and one that is still to come. */
const actions: Action[] = [
  action(9, 7, 3),
  action(4, 10, 1),
  action(4, 3, 2, 'BONUS'),
  action(-5, 2, 1),
  action(20, 5, 1),
];
const adjustments = adjustmentsOf(actions, barsAround(traded));
const newestFirst = Array.from({ length: 12 }, (_, k) => ({
  day: isoOf(traded.day[k]),
  open: traded.open[k],
  high: traded.high[k],
  low: traded.low[k],
  close: traded.close[k],
  volume: traded.volume[k],
  value: traded.value[k],
})).reverse();

describe('adjustedBars', () => {
  test.each([11, 9, 8, 3])(
    'equals the bars that features are computed from as of bar %i, to the last bit',
    (last) => {
      const asOf = FIRST + last;
      const rows = adjustedBars(newestFirst.slice(11 - last), adjustments, isoOf(asOf)).toReversed();
      const expected = barsAsOf(traded, actions, new Sessions(traded.day), asOf);
      for (const name of ['high', 'low', 'close', 'volume'] as const) {
        expect(rows.map((row) => row[name])).toEqual([...expected[name]]);
      }
      expect(rows.map(({ value }) => value)).toEqual([...traded.value.subarray(0, last + 1)]);
    },
  );

  test('scales the open like the close', () => {
    const rows = adjustedBars(newestFirst, adjustments, isoOf(FIRST + 11));
    // 101.35 × 3/7 × 1/10 × 2/3 of the first bar.
    expect(rows[11].open).toBeCloseTo(101.35 / 35, 12);
  });

  test('gives a later page the same bars as one long page', () => {
    const asOf = isoOf(FIRST + 11);
    const whole = adjustedBars(newestFirst, adjustments, asOf);
    expect(adjustedBars(newestFirst.slice(5), adjustments, asOf)).toEqual(whole.slice(5));
  });

  test('applies all actions without a day', () => {
    const [newest] = adjustedBars(newestFirst, adjustments, null);
    expect(newest.close).toBeCloseTo(traded.close[11] / 5, 12);
  });

  test('returns the bars as traded without actions', () => {
    expect(adjustedBars(newestFirst, [], null)).toBe(newestFirst);
    expect(adjustedBars([], adjustments, null)).toEqual([]);
  });
});
