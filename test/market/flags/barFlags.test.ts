import { describe, expect, test } from '@jest/globals';
import { BarsBuilder } from '../../../src/market/barsBuilder.js';
import { Sessions } from '../../../src/market/calendar.js';
import { isoOf } from '../../../src/market/day.js';
import type { Action } from '../../../src/market/facts.js';
import { flagsOf } from '../../../src/market/flags/flagsOf.js';
import type { FlagKind } from '../../../src/market/imports/refusal.js';
import { day, ticker } from '../../support/market/folder.js';

const FIRST = day('2024-09-02');
/** Every day is a session here. */
const SESSIONS = new Sessions(Int32Array.from({ length: 60 }, (_, k) => FIRST + k));

interface GivenBar {
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
  readonly close: number;
  readonly volume?: number;
  readonly value?: number;
  /** Sessions after the first one; by default that after the bar before. */
  readonly on?: number;
}

/** Bars whose prices are equal to the close, and whose volumes differ, unless they say otherwise. */
function barsOf(given: readonly GivenBar[]) {
  const bars = new BarsBuilder();
  let on = -1;
  given.forEach((bar, k) => {
    const { close, open = close, volume = 1000 + k, value = NaN } = bar;
    on = bar.on ?? on + 1;
    const [high, low] = [bar.high ?? Math.max(open, close), bar.low ?? Math.min(open, close)];
    bars.push(FIRST + on, 0, open, high, low, close, volume, value);
  });
  return bars.build();
}

const actionOn = (on: number, terms: Partial<Action> = {}): Action => ({
  ...{ ticker: ticker('INFY'), exDate: FIRST + on, kind: 'SPLIT', newShares: 2, oldShares: 1 },
  ...{ price: NaN, factor: NaN },
  ...terms,
});
const demerger = (on: number, factor = NaN) =>
  actionOn(on, { kind: 'DEMERGER', newShares: NaN, oldShares: NaN, factor });

/** Returns day and detail of the flags of a kind. */
function flagged(
  kind: FlagKind,
  bars: readonly GivenBar[],
  actions: readonly Action[] = [],
  pricesAdjusted = false,
) {
  return flagsOf(barsOf(bars), actions, SESSIONS, pricesAdjusted)
    .filter((flag) => flag.kind === kind)
    .map((flag) => [flag.day - FIRST, flag.detail]);
}

describe('ACTION_DENIED', () => {
  const after = (close: number) => [{ close: 200 }, { close }];

  test.each([
    [125, false], // 200 / 2 = 100, and 25 % more
    [125.05, true],
    [75, false],
    [74.95, true],
  ])('returns a close of %d after 200 through 2 : 1: %s', (close, isDenied) => {
    const detail = `SPLIT: close ${close} of 2024-09-03 after 200 of 2024-09-02, adjusted 100`;
    expect(flagged('ACTION_DENIED', after(close), [actionOn(1)])).toEqual(isDenied ? [[1, detail]] : []);
  });

  test('stands at the ex-date, and says how many sessions lie between where more than five do', () => {
    const over = (on: number) => [{ close: 200 }, { close: 200, on }];
    expect(flagged('ACTION_DENIED', over(6), [actionOn(3)])).toEqual([
      [3, 'SPLIT: close 200 of 2024-09-08 after 200 of 2024-09-02, adjusted 100'],
    ]);
    expect(flagged('ACTION_DENIED', over(7), [actionOn(3)])).toEqual([
      [3, 'SPLIT: close 200 of 2024-09-09 after 200 of 2024-09-02, adjusted 100, with 6 sessions between'],
    ]);
  });

  test('names all actions of the ex-date, and flags each ex-date between two bars', () => {
    const actions = [
      actionOn(1, { kind: 'BONUS' }),
      actionOn(1),
      actionOn(2, { kind: 'BONUS', newShares: 3 }),
    ];
    const detail = 'close 200 of 2024-09-05 after 200 of 2024-09-02, adjusted 16.6667';
    expect(flagged('ACTION_DENIED', [{ close: 200 }, { close: 200, on: 3 }], actions)).toEqual([
      [1, `SPLIT and BONUS: ${detail}`],
      [2, `BONUS: ${detail}`],
    ]);
  });

  test('returns no action before the first bar, and none after the last', () => {
    const bars = after(200);
    expect(flagged('ACTION_DENIED', bars, [actionOn(0), actionOn(2)])).toEqual([]);
  });

  test('compares adjusted prices as they are: they were not adjusted for the action', () => {
    expect(flagged('ACTION_DENIED', after(200), [actionOn(1)], true)).toEqual([]);
    expect(flagged('ACTION_DENIED', after(100), [actionOn(1)], true)).toEqual([
      [1, 'SPLIT: close 100 of 2024-09-03 after 200 of 2024-09-02'],
    ]);
  });
});

describe('ACTION_TWICE', () => {
  const bars = [{ close: 100 }];
  const twice = (other: Action, first = actionOn(10)) => flagged('ACTION_TWICE', bars, [other, first]);

  test('returns the later one of two with the same kind and ratio within ten days', () => {
    const detail = (days: string) => `SPLIT of the same terms on 2024-09-12, ${days} before: both apply`;
    expect(twice(actionOn(11))).toEqual([[11, detail('1 day')]]);
    expect(twice(actionOn(20))).toEqual([[20, detail('10 days')]]);
    expect(twice(actionOn(21))).toEqual([]);
    expect(twice(actionOn(20, { newShares: 10, oldShares: 5 }))).toEqual([[20, detail('10 days')]]);
    expect(flagged('ACTION_TWICE', bars, [actionOn(10), actionOn(20)], true)).toHaveLength(1);
  });

  test('returns none of another kind or ratio', () => {
    expect(twice(actionOn(12, { kind: 'BONUS' }))).toEqual([]);
    expect(twice(actionOn(12, { newShares: 3 }))).toEqual([]);
  });

  test('compares the factors of kinds without shares', () => {
    expect(twice(demerger(12), demerger(10))).toHaveLength(1);
    expect(twice(demerger(12, 0.5), demerger(10, 0.5))).toHaveLength(1);
    expect(twice(demerger(12, 0.5), demerger(10, 0.6))).toEqual([]);
  });

  test('names each of two actions that are twice on one ex-date', () => {
    const actions = [10, 12].flatMap((on) => [actionOn(on), actionOn(on, { kind: 'BONUS' })]);
    expect(flagged('ACTION_TWICE', bars, actions)).toEqual([
      [
        12,
        'SPLIT of the same terms on 2024-09-12, 2 days before: both apply; ' +
          'BONUS of the same terms on 2024-09-12, 2 days before: both apply',
      ],
    ]);
  });
});

describe('ACTION_UNLISTED', () => {
  const unlisted = (before: number, close: number, ...actions: Action[]) =>
    flagged('ACTION_UNLISTED', [{ close: before }, { close }], actions);

  test.each([
    [1.5, 150],
    [2, 200],
    [2.5, 250],
    [3, 300],
    [4, 400],
    [5, 500],
    [10, 1000],
    [20, 2000],
  ])('returns a fall to 1/%d, within 3 %', (ratio, exact) => {
    const detail = (before: number) =>
      `close 100 after ${before} of 2024-09-02, a fall to about 1/${ratio} without an action`;
    for (const before of [exact, (exact * 97) / 100, (exact * 103) / 100]) {
      expect(unlisted(before, 100)).toEqual([[1, detail(before)]]);
    }
    expect(unlisted((exact * 97) / 100 - 0.01, 100)).toEqual([]);
    expect(unlisted((exact * 103) / 100 + 0.01, 100)).toEqual([]);
  });

  test('returns no rise, no fall through an action, and none after a session without a bar', () => {
    expect(unlisted(100, 200)).toEqual([]);
    expect(unlisted(200, 100, actionOn(1))).toEqual([]);
    expect(unlisted(200, 100, actionOn(1, { kind: 'BONUS', newShares: 1.1 }))).toEqual([]);
    expect(unlisted(200, 100, actionOn(2))).toHaveLength(1);
    expect(flagged('ACTION_UNLISTED', [{ close: 200 }, { close: 100, on: 2 }])).toEqual([]);
    expect(flagged('ACTION_UNLISTED', [{ close: 200 }, { close: 100 }], [], true)).toHaveLength(1);
  });
});

describe('FACTOR_DERIVED', () => {
  const bars = [{ close: 660.75 }, { close: 395, open: 400 }];

  test('returns an action whose factor was taken from an open', () => {
    expect(flagged('FACTOR_DERIVED', bars, [demerger(1)])).toEqual([
      [1, 'DEMERGER factor 0.6054, from the open 400 of 2024-09-03'],
    ]);
    expect(flagged('FACTOR_DERIVED', bars, [demerger(1, 0.6)])).toEqual([]);
    expect(flagged('FACTOR_DERIVED', bars, [actionOn(1)])).toEqual([]);
  });

  test('returns an action that waits for a bar, also where its stock has none', () => {
    const waits = 'DEMERGER waits with factor 1 until there are bars before the ex-date and from it on';
    expect(flagged('FACTOR_DERIVED', bars, [demerger(2)])).toEqual([[2, waits]]);
    expect(flagged('FACTOR_DERIVED', bars, [demerger(0)])).toEqual([[0, waits]]);
    expect(flagged('FACTOR_DERIVED', [], [demerger(2)])).toEqual([[2, waits]]);
  });

  test('returns none where prices are adjusted already', () => {
    expect(flagged('FACTOR_DERIVED', bars, [demerger(1)], true)).toEqual([]);
  });
});

describe('VALUE_DIFFERS', () => {
  test.each([
    [150.075, false], // half of 100.05 × 3
    [150.07, true],
    [600.3, false],
    [600.31, true],
    [NaN, false],
    [0, true],
  ])('returns a value of %d at 100.05 × 3: %s', (value, differs) => {
    const detail = `value ${value}, close 100.05 × volume 3`;
    const bars = [{ close: 100.05, volume: 3, value }];
    expect(flagged('VALUE_DIFFERS', bars)).toEqual(differs ? [[0, detail]] : []);
  });

  test('returns a value without a volume', () => {
    expect(flagged('VALUE_DIFFERS', [{ close: 100, volume: 0, value: 0 }])).toEqual([]);
    expect(flagged('VALUE_DIFFERS', [{ close: 100, volume: 0, value: 1 }])).toHaveLength(1);
  });
});

describe('RANGE_OUTLIER', () => {
  const second = (bar: GivenBar, before = 100.05) => flagged('RANGE_OUTLIER', [{ close: before }, bar]);

  test('returns a high more than 20 % above open, close and the close before', () => {
    expect(second({ close: 99, high: 120.06 })).toEqual([]);
    expect(second({ close: 99, high: 120.07 })).toEqual([[1, 'high 120.07, open 99, close 99 after 100.05']]);
    expect(second({ close: 99, open: 101, high: 120.07 })).toEqual([]);
    expect(second({ close: 101, open: 99, high: 120.07 })).toEqual([]);
  });

  test('returns a low more than 20 % below them', () => {
    expect(second({ close: 101, low: 80.04 })).toEqual([]);
    expect(second({ close: 101, low: 80.03 })).toEqual([[1, 'low 80.03, open 101, close 101 after 100.05']]);
    expect(second({ close: 101, high: 150, low: 10 })).toEqual([
      [1, 'high 150 and low 10, open 101, close 101 after 100.05'],
    ]);
  });

  test('compares with the adjusted close before', () => {
    const bars = [{ close: 200 }, { close: 90, high: 119 }];
    expect(flagged('RANGE_OUTLIER', bars, [actionOn(1)])).toEqual([]);
    expect(flagged('RANGE_OUTLIER', [{ close: 160 }, { close: 90, high: 119 }], [actionOn(1)])).toHaveLength(
      1,
    );
  });

  test('compares the first bar with its own open and close', () => {
    expect(flagged('RANGE_OUTLIER', [{ close: 100, high: 120 }])).toEqual([]);
    expect(flagged('RANGE_OUTLIER', [{ close: 100, high: 120.01 }])).toEqual([
      [0, 'high 120.01, open 100, close 100'],
    ]);
  });
});

describe('COPIED', () => {
  const bar = { open: 99, high: 102, low: 98, close: 100, volume: 500 };
  const copied = (changes: Partial<GivenBar>) => flagged('COPIED', [bar, { ...bar, ...changes }]);

  test('returns a bar that repeats the prices and the volume of the bar before, however old', () => {
    const detail = `all prices and the volume are those of ${isoOf(FIRST)}`;
    expect(copied({})).toEqual([[1, detail]]);
    expect(copied({ value: 50_000 })).toEqual([[1, detail]]);
    expect(copied({ on: 7 })).toEqual([[7, detail]]);
  });

  test.each([{ open: 99.5 }, { high: 103 }, { low: 97 }, { close: 100.5 }, { volume: 501 }])(
    'returns none where %p is other',
    (changes) => {
      expect(copied(changes)).toEqual([]);
    },
  );

  test('returns none without a volume: nothing was traded at the former price', () => {
    expect(
      flagged(
        'COPIED',
        [0, 0].map((volume) => ({ ...bar, volume })),
      ),
    ).toEqual([]);
  });
});
