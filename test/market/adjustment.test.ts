import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adjustmentsOf, barsAsOf } from '../../src/market/adjustment.js';
import { Sessions } from '../../src/market/calendar.js';
import { decimalOf, nearestDouble, times } from '../../src/market/exact.js';
import type { Action, TradedBars } from '../../src/market/facts.js';
import { day, ticker } from '../support/market/folder.js';

const INFY = ticker('INFY');
const DATES = ['2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'];
const sessions = new Sessions(Int32Array.from(DATES, day));

const action = (exDate: string, kind: Action['kind'], newShares: number, oldShares: number): Action => ({
  ticker: INFY,
  exDate: day(exDate),
  kind,
  newShares,
  oldShares,
  price: NaN,
  factor: NaN,
});

/** Bars of the first sessions; high and low two rupees around the close. */
function traded(close: readonly number[], volume = close.map(() => 1000), value = close.map(() => NaN)) {
  return {
    day: Int32Array.from(DATES.slice(0, close.length), day),
    open: Float64Array.from(close),
    high: Float64Array.from(close, (price) => price + 2),
    low: Float64Array.from(close, (price) => price - 2),
    close: Float64Array.from(close),
    volume: Float64Array.from(volume),
    value: Float64Array.from(value),
    secondary: new Uint8Array(close.length),
    series: new Uint8Array(close.length),
  } satisfies TradedBars;
}

const asOf = (bars: TradedBars, actions: readonly Action[], date = '2024-10-08') => {
  const { close, high, low, volume, tradedValue, session } = barsAsOf(bars, actions, sessions, day(date));
  return {
    close: [...close],
    high: [...high],
    low: [...low],
    volume: [...volume],
    tradedValue: [...tradedValue],
    session: [...session],
  };
};

describe('barsAsOf', () => {
  test('without an action bars are as traded, and their value is close × volume where none is given', () => {
    const bars = traded([100, 101, 102], [10, 20, 30], [NaN, 2019, NaN]);
    expect(asOf(bars, [])).toEqual({
      close: [100, 101, 102],
      high: [102, 103, 104],
      low: [98, 99, 100],
      volume: [10, 20, 30],
      tradedValue: [1000, 2019, 3060], // 100 × 10, as given, 102 × 30
      session: [0, 1, 2],
    });
  });

  test('a split halves the prices before it, doubles the volumes, and leaves the traded value', () => {
    const bars = traded([100, 104, 53], [10, 20, 50]);
    expect(asOf(bars, [action('2024-10-04', 'SPLIT', 2, 1)])).toEqual({
      close: [50, 52, 53],
      high: [51, 53, 55], // 102 / 2, 106 / 2
      low: [49, 51, 51],
      volume: [20, 40, 50],
      tradedValue: [1000, 2080, 2650], // as traded: 100 × 10, 104 × 20, 53 × 50
      session: [0, 1, 2],
    });
  });

  test('a 1:2 bonus is 3 shares after 2', () => {
    const { close, volume } = asOf(traded([90, 60, 61], [10, 20, 30]), [action('2024-10-03', 'BONUS', 3, 2)]);
    expect(close).toEqual([60, 60, 61]); // 90 × 2/3
    expect(volume).toEqual([15, 20, 30]); // 10 × 3/2
  });

  test('a consolidation works the other way', () => {
    const { close, volume } = asOf(traded([2, 20], [100, 10]), [action('2024-10-03', 'SPLIT', 1, 10)]);
    expect(close).toEqual([20, 20]); // 2 × 10
    expect(volume).toEqual([10, 10]); // 100 / 10
  });

  test('a split and a bonus on one day both count, in either order', () => {
    const both = [action('2024-10-03', 'SPLIT', 10, 1), action('2024-10-03', 'BONUS', 2, 1)];
    for (const actions of [both, both.toReversed()]) {
      const { close, volume } = asOf(traded([200, 10], [5, 100]), actions);
      expect(close).toEqual([10, 10]); // 200 / 20
      expect(volume).toEqual([100, 100]); // 5 × 20
    }
  });

  test('bars before several ex-dates carry every factor after them', () => {
    const several = [action('2024-10-07', 'BONUS', 3, 2), action('2024-10-03', 'SPLIT', 5, 1)];
    const { close, volume } = asOf(traded([300, 60, 60, 40], [2, 10, 10, 15]), several);
    expect(close).toEqual([40, 40, 40, 40]); // 300 × 1/5 × 2/3, 60 × 2/3, 60 × 2/3, as traded
    expect(volume).toEqual([15, 15, 15, 15]); // 2 × 5 × 3/2, 10 × 3/2, 10 × 3/2, as traded
  });

  test('an ex-date between two sessions counts for the bars before it', () => {
    // October 5 is a Saturday.
    expect(asOf(traded([100, 100, 100, 50]), [action('2024-10-05', 'SPLIT', 2, 1)]).close).toEqual([
      50, 50, 50, 50,
    ]);
  });

  test('counts from its ex-date on, not a day before; bars end on the day', () => {
    const bars = traded([100, 100, 50, 50]);
    const split = [action('2024-10-04', 'SPLIT', 2, 1)];
    expect(asOf(bars, split, '2024-10-03').close).toEqual([100, 100]);
    expect(asOf(bars, split, '2024-10-04').close).toEqual([50, 50, 50]);
    expect(asOf(bars, split, '2024-10-06').close).toEqual([50, 50, 50]);
  });

  test('an ex-date on or before the first bar changes nothing', () => {
    const bars = traded([100, 101]);
    const early = [action('2024-10-01', 'SPLIT', 2, 1), action('2018-03-15', 'BONUS', 2, 1)];
    expect(asOf(bars, early).close).toEqual([100, 101]);
  });

  test('before the first bar there are none', () => {
    expect(asOf(traded([100]), [action('2024-09-30', 'SPLIT', 2, 1)], '2024-09-30').close).toEqual([]);
  });

  test('does not write into the bars as traded', () => {
    const bars = traded([100, 50], [10, 20]);
    asOf(bars, [action('2024-10-03', 'SPLIT', 2, 1)]);
    expect([...bars.close, ...bars.volume, ...bars.value]).toEqual([100, 50, 10, 20, NaN, NaN]);
  });

  test('factors multiply exactly: three times 3 : 1 takes 27.27 to 1.01', () => {
    const thrice = ['2024-10-03', '2024-10-04', '2024-10-07'].map((date) => action(date, 'SPLIT', 3, 1));
    const [first] = asOf(traded([27.27, 9.09, 3.03, 1.01]), thrice).close;
    expect(first).toBe(1.01); // in doubles 27.27 × (1/3)³ need not be
  });

  test('whatever the actions, each number is rounded once, and the traded value is as traded', () => {
    const shares = fc.integer({ min: 1, max: 20 });
    const actions = fc.uniqueArray(
      fc.record({ on: fc.constantFrom(...DATES), after: shares, held: shares }),
      { selector: ({ on }) => on, maxLength: 5 },
    );
    const cents = fc.array(fc.integer({ min: 300, max: 10_000_000 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(cents, actions, (prices, list) => {
        const bars = traded(prices.map((price) => price / 100));
        const due = list.map(({ on, after, held }) => action(on, 'SPLIT', after, held));
        const { close, tradedValue } = asOf(bars, due);
        DATES.forEach((date, k) => {
          const later = list.filter(({ on }) => on > date);
          const over = later.reduce((product, { held }) => product * BigInt(held), BigInt(prices[k]));
          const under = later.reduce((product, { after }) => product * BigInt(after), 100n);
          expect(close[k]).toBe(nearestDouble({ over, under }));
        });
        expect(tradedValue).toEqual(prices.map((price) => (price / 100) * 1000));
      }),
    );
  });
});

const priceFactor = (of: Action) => adjustmentsOf([of], () => ({ before: null, after: null }))[0].price;

test('a price factor is old shares / new shares, of fractional shares too', () => {
  expect(priceFactor(action('2024-10-03', 'SPLIT', 10, 2))).toEqual({ over: 1n, under: 5n });
  // 1.5 shares after 1: 2/3.
  expect(times(priceFactor(action('2024-10-03', 'BONUS', 1.5, 1)), decimalOf(3))).toEqual(decimalOf(2));
});

test('adjustments are in the order of their ex-dates, and the list of actions is not touched', () => {
  const late = action('2024-10-07', 'SPLIT', 2, 1);
  const early = action('2024-10-03', 'BONUS', 2, 1);
  const list = [late, early];
  const adjustments = adjustmentsOf(list, () => ({ before: null, after: null }));
  expect(adjustments.map((one) => one.action)).toEqual([early, late]);
  expect(list).toEqual([late, early]);
});
