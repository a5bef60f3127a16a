import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { barsAsOf } from '../../src/market/adjustment.js';
import { Sessions } from '../../src/market/calendar.js';
import { actionsBetween, closeAsOf } from '../../src/market/closeAsOf.js';
import type { Action, TradedBars } from '../../src/market/facts.js';
import { action } from '../support/market/action.js';
import { arbitraryTerms } from '../support/market/arbitraryAction.js';
import { day, ticker } from '../support/market/folder.js';

const FIRST = day('2024-09-02');
const DAYS = 40;
const sessions = new Sessions(Int32Array.from({ length: DAYS }, (_, k) => FIRST + k));

/** Bars on some days, whose open and close differ. */
const bars: fc.Arbitrary<TradedBars> = fc
  .uniqueArray(
    fc.record({
      k: fc.nat({ max: DAYS - 1 }),
      open: fc.integer({ min: 1, max: 400 }),
      close: fc.integer({ min: 1, max: 400 }),
    }),
    { selector: ({ k }) => k, minLength: 1, maxLength: 12 },
  )
  .map((given) => tradedBars(given.toSorted((a, b) => a.k - b.k)));

function tradedBars(
  given: readonly { readonly k: number; readonly open: number; readonly close: number }[],
): TradedBars {
  const column = (of: (bar: (typeof given)[number]) => number) => Float64Array.from(given, of);
  return {
    day: Int32Array.from(given, ({ k }) => FIRST + k),
    open: column(({ open }) => open / 4),
    high: column(({ open, close }) => Math.max(open, close) / 4),
    low: column(({ open, close }) => Math.min(open, close) / 4),
    close: column(({ close }) => close / 4),
    volume: column(() => 1_000),
    value: column(() => NaN),
    secondary: new Uint8Array(given.length),
    series: new Uint8Array(given.length),
  };
}

const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc
    .tuple(arbitraryTerms, fc.integer({ min: -3, max: DAYS + 3 }))
    .map(([terms, k]): Action => ({ ...terms, ticker: ticker('INFY'), exDate: FIRST + k })),
  { maxLength: 6 },
);

/** Bars from one up to a day, as the store gives them. */
function between(all: TradedBars, from: number, to: number): TradedBars {
  const of = <Column extends Float64Array | Int32Array | Uint8Array>(column: Column): Column =>
    column.filter((_, k) => all.day[k] >= from && all.day[k] <= to) as Column;
  const { open, high, low, close, volume, value, secondary, series } = all;
  return {
    ...{ day: of(all.day), open: of(open), high: of(high), low: of(low), close: of(close) },
    ...{ volume: of(volume), value: of(value), secondary: of(secondary) },
    series: of(series),
  };
}

describe('closeAsOf', () => {
  test('is the close that features are computed from, to the last bit', () => {
    fc.assert(
      fc.property(bars, actions, fc.nat({ max: DAYS + 3 }), (traded, given, k) => {
        const asOf = FIRST + k;
        const { close } = barsAsOf(traded, given, sessions, asOf);
        for (const [at, adjusted] of close.entries()) {
          const bar = { day: traded.day[at], close: traded.close[at] };
          expect(closeAsOf(bar, given, between(traded, bar.day, asOf), asOf)).toBe(adjusted);
          // Later bars change nothing.
          expect(closeAsOf(bar, given, between(traded, bar.day, Infinity), asOf)).toBe(adjusted);
        }
      }),
      { numRuns: 300, seed: 20_241_008 },
    );
  });

  test('counts an action from its ex-date on, and none of the day of the bar', () => {
    const bar = { day: day('2024-10-04'), close: 100 };
    const traded = tradedBars([{ k: bar.day - FIRST, open: 400, close: 400 }]);
    const asOf = (given: readonly Action[], date: string) => closeAsOf(bar, given, traded, day(date));
    const split = [action('2024-10-07', 'SPLIT', 2, 1)];
    expect(asOf(split, '2024-10-06')).toBe(100);
    expect(asOf(split, '2024-10-07')).toBe(50);
    expect(asOf([action('2024-10-04', 'SPLIT', 2, 1)], '2024-10-08')).toBe(100);
    expect(asOf([], '2024-10-08')).toBe(100);
  });

  test('does not wait for the open of a demerger that is still to come', () => {
    const at = (date: string) => day(date) - FIRST;
    const traded = tradedBars([
      { k: at('2024-10-04'), open: 400, close: 400 },
      { k: at('2024-10-08'), open: 300, close: 320 },
    ]);
    const bar = { day: day('2024-10-04'), close: 100 };
    const demerger = [action('2024-10-07', 'DEMERGER')];
    expect(closeAsOf(bar, demerger, traded, day('2024-10-07'))).toBe(100);
    expect(closeAsOf(bar, demerger, traded, day('2024-10-08'))).toBe(75); // 100 × 75 / 100
  });
});

test('actionsBetween takes those after one day and up to another', () => {
  const given = ['2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'].map((date) =>
    action(date, 'SPLIT', 2, 1),
  );
  expect(actionsBetween(given, day('2024-10-03'), day('2024-10-07'))).toEqual(given.slice(1, 3));
});
