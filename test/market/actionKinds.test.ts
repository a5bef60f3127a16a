/** What each kind of action makes of the bars before it (method §1). */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adjustedBars } from '../../src/market/adjustedBars.js';
import { adjustmentsOf, barsAround, barsAsOf } from '../../src/market/adjustment.js';
import { Sessions } from '../../src/market/calendar.js';
import { isoOf } from '../../src/market/day.js';
import { nearestDouble } from '../../src/market/exact.js';
import type { Action, TradedBars } from '../../src/market/facts.js';
import type { Day } from '../../src/scoring/names.js';
import { arbitraryTerms } from '../support/market/arbitraryAction.js';
import { day, ticker } from '../support/market/folder.js';
import { naiveFactors } from '../support/naive/adjustment.js';

const INFY = ticker('INFY');
const DATES = ['2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'];
const sessions = new Sessions(Int32Array.from(DATES, day));

const NONE = { ticker: INFY, newShares: NaN, oldShares: NaN, price: NaN, factor: NaN };
const consolidation = (exDate: string, newShares: number, oldShares: number): Action => ({
  ...NONE,
  exDate: day(exDate),
  kind: 'CONSOLIDATION',
  newShares,
  oldShares,
});
const split = (exDate: string, newShares: number, oldShares = 1): Action => ({
  ...consolidation(exDate, newShares, oldShares),
  kind: 'SPLIT',
});
const rights = (exDate: string, newShares: number, oldShares: number, price: number): Action => ({
  ...consolidation(exDate, newShares, oldShares),
  kind: 'RIGHTS',
  price,
});
const demerger = (exDate: string, factor = NaN): Action => ({
  ...NONE,
  exDate: day(exDate),
  kind: 'DEMERGER',
  factor,
});
const specialDividend = (exDate: string, factor = NaN): Action => ({
  ...demerger(exDate, factor),
  kind: 'SPECIAL_DIVIDEND',
});

/** Flat bars: the closes that are given, by the dates of their sessions, or pairs of an open and a close. */
function traded(bars: Readonly<Record<string, number | readonly [open: number, close: number]>>): TradedBars {
  const list = Object.entries(bars).map(([date, prices]) => {
    const [open, close] = typeof prices === 'number' ? [prices, prices] : prices;
    return { day: day(date), open, close };
  });
  const column = (of: (bar: (typeof list)[number]) => number) => Float64Array.from(list, of);
  return {
    day: Int32Array.from(list, (bar) => bar.day),
    open: column(({ open }) => open),
    high: column(({ open, close }) => Math.max(open, close)),
    low: column(({ open, close }) => Math.min(open, close)),
    close: column(({ close }) => close),
    volume: column(() => 1000),
    value: column(() => NaN),
    secondary: new Uint8Array(list.length),
    series: new Uint8Array(list.length),
  };
}

const on = (bars: TradedBars, actions: readonly Action[], date: string) => {
  const { close, volume, tradedValue } = barsAsOf(bars, actions, sessions, day(date));
  return { close: [...close], volume: [...volume], tradedValue: [...tradedValue] };
};
const closesOn = (bars: TradedBars, actions: readonly Action[], date = '2024-10-08') =>
  on(bars, actions, date).close;

describe('CONSOLIDATION', () => {
  test('takes prices up and volumes down, and leaves the value traded', () => {
    const bars = traded({ '2024-10-01': 2, '2024-10-03': 21 });
    expect(on(bars, [consolidation('2024-10-03', 1, 10)], '2024-10-08')).toEqual({
      close: [20, 21], // 2 × 10
      volume: [100, 1000], // 1000 / 10
      tradedValue: [2000, 21000], // as traded: 2 × 1000, 21 × 1000
    });
  });
});

describe('RIGHTS', () => {
  test('take prices to the theoretical ex-rights price, and leave volumes and the value traded', () => {
    // One share at 70 for every four that are held at 120: five are worth 550, so that one is worth 110.
    const bars = traded({ '2024-10-01': 60, '2024-10-03': 120, '2024-10-04': 111 });
    expect(on(bars, [rights('2024-10-04', 5, 4, 70)], '2024-10-08')).toEqual({
      close: [55, 110, 111], // 60 × 110/120
      volume: [1000, 1000, 1000],
      tradedValue: [60_000, 120_000, 111_000],
    });
  });

  test.each([100, 100.05, 5000])('at %d of a close of 100 change nothing', (price) => {
    const bars = traded({ '2024-10-01': 100, '2024-10-03': 97 });
    expect(closesOn(bars, [rights('2024-10-03', 5, 4, price)])).toEqual([100, 97]);
  });

  test('count without a bar after them, because the close before them is enough', () => {
    expect(closesOn(traded({ '2024-10-01': 120 }), [rights('2024-10-03', 5, 4, 70)])).toEqual([110]);
  });

  test('change nothing where no bar is before them', () => {
    expect(closesOn(traded({ '2024-10-03': 120 }), [rights('2024-10-03', 5, 4, 70)])).toEqual([120]);
  });

  test('after a split on the same day or before it measure against the close that the split leaves', () => {
    // 240 is 120 after the split, and 110 after the rights, as above.
    const bars = traded({ '2024-10-01': 240, '2024-10-07': 111 });
    for (const date of ['2024-10-07', '2024-10-04']) {
      const actions = [rights('2024-10-07', 5, 4, 70), split(date, 2)];
      expect(on(bars, actions, '2024-10-08')).toMatchObject({ close: [110, 111], volume: [2000, 1000] });
    }
  });

  test('do not see the open of a demerger before them, which comes later', () => {
    // October 3 and 4 have no bar. On the 4th, the rights count with the close of the 1st, and nothing else is known.
    const actions = [demerger('2024-10-03'), rights('2024-10-04', 5, 4, 70)];
    const before = traded({ '2024-10-01': 120 });
    const after = traded({ '2024-10-01': 120, '2024-10-07': [66, 70] });
    expect(closesOn(before, actions, '2024-10-04')).toEqual([110]);
    expect(closesOn(after, actions, '2024-10-04')).toEqual([110]);
    // The open shows both: 66 of 120.
    expect(closesOn(after, actions, '2024-10-07')).toEqual([66, 70]);
  });
});

describe.each([
  ['DEMERGER', demerger],
  ['SPECIAL_DIVIDEND', specialDividend],
])('%s', (_, separation) => {
  const bars = traded({ '2024-10-01': 50, '2024-10-03': 100, '2024-10-04': [60, 63] });

  test('multiplies prices by the factor that is given, and leaves volumes and the value traded', () => {
    expect(on(bars, [separation('2024-10-04', 0.65)], '2024-10-08')).toEqual({
      close: [32.5, 65, 63], // 50 × 0.65, 100 × 0.65
      volume: [1000, 1000, 1000],
      tradedValue: [50_000, 100_000, 63_000],
    });
  });

  test('without a factor multiplies them by the first open after it / the close before it', () => {
    expect(on(bars, [separation('2024-10-04')], '2024-10-08')).toEqual({
      close: [30, 60, 63], // 50 × 60/100, 100 × 60/100
      volume: [1000, 1000, 1000],
      tradedValue: [50_000, 100_000, 63_000],
    });
  });

  test('without a factor waits for the first bar after it while trading is suspended', () => {
    const suspended = traded({ '2024-10-01': 100, '2024-10-07': [40, 44] });
    const actions = [separation('2024-10-03')];
    expect(closesOn(suspended, actions, '2024-10-03')).toEqual([100]);
    expect(closesOn(suspended, actions, '2024-10-04')).toEqual([100]);
    expect(closesOn(suspended, actions, '2024-10-07')).toEqual([40, 44]);
    expect(closesOn(traded({ '2024-10-01': 100 }), actions)).toEqual([100]);
  });

  test('with a factor does not wait', () => {
    expect(closesOn(traded({ '2024-10-01': 100 }), [separation('2024-10-03', 0.65)], '2024-10-03')).toEqual([
      65,
    ]);
  });

  test('is known by its ex-date, by the day from which it counts, and by whether it is derived', () => {
    const suspended = barsAround(traded({ '2024-10-01': 100, '2024-10-07': [40, 44] }));
    const of = (one: Action) => adjustmentsOf([one], suspended)[0];
    expect(of(separation('2024-10-03'))).toMatchObject({ from: day('2024-10-07'), isDerived: true });
    expect(of(separation('2024-10-03', 0.4))).toMatchObject({ from: day('2024-10-03'), isDerived: false });
    // One waits for the bar after it, the other one has none before it.
    const one = { over: 1n, under: 1n };
    expect(of(separation('2024-10-08'))).toMatchObject({ from: Infinity, price: one, isDerived: true });
    expect(of(separation('2024-10-01'))).toMatchObject({ from: Infinity, price: one, isDerived: true });
  });

  test('leaves to others on the same day what they explain of the open', () => {
    // 200 becomes 100 by the split, and 60 by the separation.
    const both = traded({ '2024-10-01': 200, '2024-10-03': [60, 61] });
    const actions = [separation('2024-10-03'), split('2024-10-03', 2)];
    expect(on(both, actions, '2024-10-08')).toMatchObject({ close: [60, 61], volume: [2000, 1000] });
  });

  test('leaves to others between the same two bars what they explain of the open', () => {
    // The split comes after the separation, but before the first bar, so that the open shows it too.
    const bars = traded({ '2024-10-01': 200, '2024-10-08': [60, 61] });
    const actions = [separation('2024-10-03'), split('2024-10-07', 2)];
    expect(closesOn(bars, actions, '2024-10-04')).toEqual([200]);
    expect(closesOn(bars, actions, '2024-10-07')).toEqual([100]); // the split alone
    expect(closesOn(bars, actions, '2024-10-08')).toEqual([60, 61]);
  });
});

test('two derived factors between the same two bars explain the open once', () => {
  const bars = traded({ '2024-10-01': 100, '2024-10-07': [40, 44] });
  for (const actions of [
    [demerger('2024-10-03'), specialDividend('2024-10-03')],
    [specialDividend('2024-10-03'), demerger('2024-10-04')],
  ]) {
    expect(closesOn(bars, actions)).toEqual([40, 44]);
  }
});

describe('whatever the actions', () => {
  const FIRST = day('2024-10-01');
  const LAST = FIRST + 13;
  const price = fc.integer({ min: 100, max: 30_000 });
  const anyBars = fc
    .uniqueArray(fc.record({ day: fc.integer({ min: FIRST, max: LAST }), open: price, close: price }), {
      selector: (bar) => bar.day,
      minLength: 1,
      maxLength: 9,
    })
    .map((bars) => bars.sort((a, b) => a.day - b.day));
  const anyActions = fc.uniqueArray(
    fc
      .record({ exDate: fc.integer({ min: FIRST - 1, max: LAST + 1 }), terms: arbitraryTerms })
      .map(({ exDate, terms }): Action => ({ ticker: INFY, exDate, ...terms })),
    { selector: ({ exDate, kind }) => `${exDate} ${kind}`, maxLength: 6 },
  );
  const everyDay = new Sessions(Int32Array.from({ length: 14 }, (_, k) => FIRST + k));
  const tradedOf = (bars: readonly { readonly day: Day; readonly open: number; readonly close: number }[]) =>
    traded(
      Object.fromEntries(bars.map((bar) => [isoOf(bar.day), [bar.open / 100, bar.close / 100]] as const)),
    );

  test('each number is the exact one of a naive model, rounded once, on each day', () => {
    fc.assert(
      fc.property(anyBars, anyActions, (bars, actions) => {
        // The model counts in paise, so that issue prices have to as well.
        const inPaise = actions.map((one) => ({ ...one, price: one.price * 100 }));
        const all = tradedOf(bars);
        for (let asOf = FIRST; asOf <= LAST; asOf++) {
          const { close, volume, tradedValue } = barsAsOf(all, actions, everyDay, asOf);
          const factors = naiveFactors(bars, inPaise, asOf);
          const expected = factors.map(({ price: { over, under } }, k) =>
            nearestDouble({ over: over * BigInt(bars[k].close), under: under * 100n }),
          );
          expect([...close]).toEqual(expected);
          expect([...volume]).toEqual(
            factors.map((of) => nearestDouble({ over: of.volume.over * 1000n, under: of.volume.under })),
          );
          expect([...tradedValue]).toEqual(expected.map((_, k) => all.close[k] * 1000));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('bars and actions after a day change nothing on it', () => {
    fc.assert(
      fc.property(anyBars, anyActions, fc.integer({ min: FIRST, max: LAST }), (bars, actions, asOf) => {
        const known = tradedOf(bars.filter((bar) => bar.day <= asOf));
        const due = actions.filter(({ exDate }) => exDate <= asOf);
        expect(barsAsOf(known, due, everyDay, asOf)).toEqual(
          barsAsOf(tradedOf(bars), actions, everyDay, asOf),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('bars of the API are those that features are computed from', () => {
    fc.assert(
      fc.property(anyBars, anyActions, (bars, actions) => {
        const all = tradedOf(bars);
        const adjustments = adjustmentsOf(actions, barsAround(all));
        for (const [at, { day: asOf }] of bars.entries()) {
          const newestFirst = bars.slice(0, at + 1).map((bar, k) => ({
            day: isoOf(bar.day),
            open: all.open[k],
            high: all.high[k],
            low: all.low[k],
            close: all.close[k],
            volume: all.volume[k],
          }));
          const rows = adjustedBars(newestFirst.toReversed(), adjustments, isoOf(asOf)).toReversed();
          const expected = barsAsOf(all, actions, everyDay, asOf);
          for (const name of ['high', 'low', 'close', 'volume'] as const) {
            expect(rows.map((row) => row[name])).toEqual([...expected[name]]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
