import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { barSeries, featuresAt, macd, type Bars } from '../../src/scoring/features.js';
import { FEATURES, type FeatureName } from '../../src/scoring/names.js';
import { METHODS, negativeZeros, RUNS, V10, V11 } from '../support/days/section.js';

type Features = Readonly<Record<FeatureName, number>>;
type Columns = Partial<Record<keyof Bars, readonly number[]>>;

/** Bars with these closes; high and low are the close, volume 1000, value ₹5 crore, sessions 0, 1, 2, … */
function barsOf(close: readonly number[], columns: Columns = {}): Bars {
  const floats = (values: readonly number[] | undefined, otherwise: (close: number) => number) =>
    Float64Array.from(values ?? close.map(otherwise));
  return {
    close: Float64Array.from(close),
    high: floats(columns.high, (price) => price),
    low: floats(columns.low, (price) => price),
    volume: floats(columns.volume, () => 1000),
    tradedValue: floats(columns.tradedValue, () => 5e7),
    session: Int32Array.from(columns.session ?? close.keys()),
  };
}

function featuresOf(bars: Bars, method = V11, today = bars.session[bars.session.length - 1]): Features {
  const out = featuresAt(barSeries(bars), bars.close.length - 1, today, method.parameters.features);
  return Object.fromEntries(FEATURES.map((name, k) => [name, out[k]])) as Features;
}

const upTo = (count: number, of: (k: number) => number = (k) => k + 1) =>
  Array.from({ length: count }, (_, k) => of(k));
const isNull = (value: number) => Number.isNaN(value);

describe('by hand (method §2)', () => {
  test('close and volume are those of the last bar', () => {
    expect(featuresOf(barsOf([7, 8], { volume: [100, 300] }))).toMatchObject({ close: 8, volume: 300 });
  });

  test('means of the last 20, 50 and 200 closes', () => {
    const features = featuresOf(barsOf(upTo(210)));
    expect(features.dma20).toBeCloseTo((191 + 210) / 2, 9); // of 191 to 210
    expect(features.dma50).toBeCloseTo((161 + 210) / 2, 9);
    expect(features.dma200).toBeCloseTo((11 + 210) / 2, 9);
  });

  test('rsi14: plain means of the gains and the losses of 14 changes', () => {
    // a change before the window, then 10 gains of 2 and 4 losses of 1
    const changes = [-50, ...upTo(10, () => 2), ...upTo(4, () => -1)];
    const close = changes.reduce((prices, change) => [...prices, prices[prices.length - 1] + change], [200]);
    const [gain, loss] = [20 / 14, 4 / 14];
    expect(featuresOf(barsOf(close)).rsi14).toBeCloseTo(100 - 100 / (1 + gain / (loss + 1e-8)), 9);
    expect(featuresOf(barsOf(close)).rsi14).toBeCloseTo(100 - 100 / 6, 5); // 20 / 4 = 5
  });

  test('rsi14: 0 without any move, nearly 100 with gains only, 0 with losses only', () => {
    expect(featuresOf(barsOf(upTo(15, () => 100))).rsi14).toBe(0);
    // g = 1, l = 0: 100 − 100 / (1 + 1e8)
    expect(featuresOf(barsOf(upTo(15))).rsi14).toBeCloseTo(100 - 100 / (1 + 1e8), 10);
    expect(featuresOf(barsOf(upTo(15, (k) => 100 - k))).rsi14).toBe(0);
  });

  test('atr14: the widest of the day, of the gap up and of the gap down', () => {
    const close = [...upTo(12, () => 100), 100, 120, 90];
    const high = [...upTo(12, () => 101), 103, 122, 92];
    const low = [...upTo(12, () => 99), 98, 119, 88];
    // 11 days of 101 − 99; 103 − 98; |122 − 100| over 122 − 119; |88 − 120| over 92 − 88. The first bar is only a close.
    expect(featuresOf(barsOf(close, { high, low })).atr14).toBeCloseTo((11 * 2 + 5 + 22 + 32) / 14, 12);
  });

  test('macd: the EMAs are seeded with the first bar, α = 2 / (n + 1)', () => {
    // EMA12 = 100, 100 + 27 × 2/13; EMA26 = 100, 100 + 27 × 2/27; EMA9 of the line from 0, α = 2/10.
    const line = (27 * 2) / 13 - (27 * 2) / 27;
    const { macdLine, macdSignal } = macd(Float64Array.of(100, 127));
    expect(macdLine[0]).toBe(0);
    expect(macdLine[1]).toBeCloseTo(line, 12);
    expect(macdSignal[0]).toBe(0);
    expect(macdSignal[1]).toBeCloseTo(line * 0.2, 12);
    expect(macd(Float64Array.of()).macdLine).toHaveLength(0);
  });

  test('macd: closes that do not move have none, to the last bit', () => {
    const { macdLine, macdSignal } = macd(new Float64Array(40).fill(1234.55));
    expect(new Set([...macdLine, ...macdSignal])).toEqual(new Set([0]));
  });

  test('macd: EMA12 − EMA26, and EMA9 of that', () => {
    // 33 bars of 100: every EMA is 100. Then 127: EMA12 = 100 + 27 × 2/13, EMA26 = 100 + 27 × 2/27.
    const features = featuresOf(barsOf([...upTo(33, () => 100), 127]));
    const line = (27 * 2) / 13 - (27 * 2) / 27;
    expect(features.macd_line).toBeCloseTo(line, 9);
    expect(features.macd_signal).toBeCloseTo(line * 0.2, 9); // α = 2/10, from 0
  });

  test('resistance_high: of the 20 bars before the last one; in 1.0 the last one is among the 20', () => {
    const high = [900, 50, ...upTo(18, () => 40), 45, 60]; // 22 bars: the last 20 before the last start at 50
    const bars = barsOf(
      upTo(22, () => 30),
      { high },
    );
    expect(featuresOf(bars, V11).resistance_high).toBe(50);
    expect(featuresOf(bars, V10).resistance_high).toBe(60); // the 50 has left the window
  });

  test.each([252, 1])(
    'hi52w and lo52w: of 252 bars, the last and the first included (%p from the end)',
    (back) => {
      const series = (before: number, inside: number) =>
        upTo(253, (k) => (k === 0 ? before : k === 253 - back ? inside : 100));
      const bars = barsOf(
        upTo(253, () => 100),
        { high: series(900, 130), low: series(1, 70) },
      );
      expect(featuresOf(bars)).toMatchObject({ hi52w: 130, lo52w: 70 });
    },
  );

  test.each([20, 1])('lo20: of 20 bars, the last and the first included (%p from the end)', (back) => {
    const low = upTo(30, (k) => (k === 9 ? 1 : k === 30 - back ? 70 : 100)); // bar 9 is the 21st from the end
    expect(featuresOf(barsOf(upTo(30), { low })).lo20).toBe(70);
  });

  test('returns over 21, 63 and 126 sessions', () => {
    const close = upTo(130, () => 100);
    close[129] = 150;
    close[129 - 21] = 120;
    close[129 - 63] = 200;
    close[129 - 126] = 300;
    const features = featuresOf(barsOf(close));
    expect(features.ret_21d).toBeCloseTo(150 / 120 - 1, 12);
    expect(features.ret_63d).toBeCloseTo(150 / 200 - 1, 12);
    expect(features.ret_126d).toBeCloseTo(150 / 300 - 1, 12);
  });

  test('sigma20 and sigma60: sample stdev of daily log returns', () => {
    // Log returns are +ln 1.1 and −ln 1.1 in turn: mean 0, variance n × (ln 1.1)² / (n − 1).
    const features = featuresOf(barsOf([5000, ...upTo(61, (k) => (k % 2 === 0 ? 100 : 110))]));
    expect(features.sigma20).toBeCloseTo(Math.log(1.1) * Math.sqrt(20 / 19), 12);
    expect(features.sigma60).toBeCloseTo(Math.log(1.1) * Math.sqrt(60 / 59), 12);
  });

  test.each([
    [4, NaN], // fewer than 5
    [5, 3], // of 1, 2, 3, 4, 5
    [6, 3.5], // (3 + 4) / 2
    [20, 10.5],
    [21, 11.5], // of 2 to 21
  ])('median_traded_value_cr of %p bars of ₹1, 2, 3, … crore is %p', (count, expected) => {
    const tradedValue = upTo(count, (k) => (k + 1) * 1e7);
    expect(featuresOf(barsOf(upTo(count), { tradedValue })).median_traded_value_cr).toBe(expected);
  });

  test('median_traded_value_cr does not depend on the order of the values', () => {
    const tradedValue = [9, 20, 100, 3, 50].map((crore) => crore * 1e7); // as text, 100 would come first
    expect(featuresOf(barsOf(upTo(5), { tradedValue })).median_traded_value_cr).toBe(20);
  });

  test.each<[string, number[], number]>([
    ['the only bar', [500], NaN],
    ['1 previous bar', [200, 500], 2.5],
    ['2 previous bars', [100, 300, 500], 2.5],
    ['a mean of 0', [0, 0, 500], NaN],
    ['no trade today', [100, 300, 0], 0],
    ['a 21st previous bar', [1e9, ...upTo(20, () => 400), 500], 1.25],
  ])('volume_ratio with %s', (_, volume, expected) => {
    expect(featuresOf(barsOf(upTo(volume.length), { volume })).volume_ratio).toBe(expected);
  });
});

/** Bars that a feature needs; of them those that the window touches, whose first one may be too long ago. */
const WINDOWS: readonly [FeatureName, number, number | null][] = [
  ['dma20', 20, 20],
  ['dma50', 50, 50],
  ['dma200', 200, 200],
  ['rsi14', 15, 15],
  ['atr14', 15, 15],
  ['macd_line', 26, null],
  ['macd_signal', 34, null],
  ['resistance_high', 21, 20],
  ['lo20', 20, 20],
  ['hi52w', 252, 252],
  ['lo52w', 252, 252],
  ['ret_21d', 22, 22],
  ['ret_63d', 64, 64],
  ['ret_126d', 127, 127],
  ['sigma20', 21, 21],
  ['sigma60', 61, 61],
  ['median_traded_value_cr', 5, 5],
  ['volume_ratio', 2, 2],
  ['close', 1, null],
  ['volume', 1, null],
];

describe('a window is null until it is full', () => {
  test.each(WINDOWS)('%s needs %p bars', (name, needed) => {
    expect(isNull(featuresOf(barsOf(upTo(needed)))[name])).toBe(false);
    if (needed > 1) expect(featuresOf(barsOf(upTo(needed - 1)))[name]).toBeNaN();
  });

  test('resistance_high of 1.0 needs 20 bars, because it counts the last one', () => {
    expect(featuresOf(barsOf(upTo(20)), V10).resistance_high).toBe(20);
    expect(featuresOf(barsOf(upTo(19)), V10).resistance_high).toBeNaN();
  });
});

describe('a window is null where its first bar lies more than 1.5 × its length + 5 sessions before D', () => {
  /** `count` bars, the first `ago` sessions before the last one, the others right before the last one. */
  const interrupted = (count: number, ago: number) =>
    barsOf(upTo(count), { session: upTo(count, (k) => (k === 0 ? 1000 - ago : 1001 - count + k)) });
  const full: typeof WINDOWS = [...WINDOWS, ['median_traded_value_cr', 20, 20], ['volume_ratio', 21, 21]];

  test.each(full.filter(([, , length]) => length !== null))('%s of %p bars', (name, needed, length) => {
    const furthest = Math.floor(1.5 * Number(length) + 5);
    expect(featuresOf(interrupted(needed, furthest))[name]).not.toBeNaN();
    expect(featuresOf(interrupted(needed, furthest + 1))[name]).toBeNaN();
  });

  test('resistance_high of 1.0: 20 bars, the last one among them', () => {
    expect(featuresOf(interrupted(20, 35), V10).resistance_high).toBe(20);
    expect(featuresOf(interrupted(20, 36), V10).resistance_high).toBeNaN();
  });

  test.each(['close', 'volume', 'macd_line', 'macd_signal'] as const)('%s is exempt', (name) => {
    expect(featuresOf(interrupted(40, 5000))[name]).not.toBeNaN();
  });

  test('D counts, not the last bar: 20 bars that ended 16 sessions ago began 35 ago, the furthest allowed', () => {
    expect(featuresOf(barsOf(upTo(20)), V11, 19 + 16).dma20).toBe(10.5);
    expect(featuresOf(barsOf(upTo(20)), V11, 19 + 17).dma20).toBeNaN();
  });

  test('a long window may be interrupted while a short one is whole', () => {
    const session = [0, ...upTo(49, (k) => 1000 + k)];
    const features = featuresOf(barsOf(upTo(50), { session }));
    expect(features.dma50).toBeNaN();
    expect(features.dma20).toBe((31 + 50) / 2);
  });
});

describe.each(METHODS)('%s: properties', (_, method) => {
  const price = fc.integer({ min: 1, max: 100_000 }).map((paise) => paise / 100);
  const bar = fc.record({ close: price, up: price, down: fc.nat(99), volume: fc.nat(1e6), gap: fc.nat(2) });
  const randomBars = fc.array(bar, { minLength: 2, maxLength: 300, size: 'max' }).map((bars) => {
    let session = 0;
    return barsOf(
      bars.map(({ close }) => close),
      {
        high: bars.map(({ close, up }) => close + up),
        low: bars.map(({ close, down }) => (close * (100 - down)) / 100),
        volume: bars.map(({ volume }) => volume),
        tradedValue: bars.map(({ close, volume }) => close * volume),
        session: bars.map(({ gap }) => (session += 1 + (gap === 2 ? 1 : 0))),
      },
    );
  });
  const firstBars = (bars: Bars, count: number): Bars => ({
    high: bars.high.slice(0, count),
    low: bars.low.slice(0, count),
    close: bars.close.slice(0, count),
    volume: bars.volume.slice(0, count),
    tradedValue: bars.tradedValue.slice(0, count),
    session: bars.session.slice(0, count),
  });

  test('later bars change nothing', () => {
    fc.assert(
      fc.property(randomBars, fc.nat(299), (bars, nat) => {
        const last = nat % bars.close.length;
        const today = bars.session[last];
        const { features } = method.parameters;
        const known = featuresAt(barSeries(firstBars(bars, last + 1)), last, today, features);
        expect(featuresAt(barSeries(bars), last, today, features)).toEqual(known);
      }),
      RUNS,
    );
  });

  test('every feature that is not null is within its bounds, and no zero is negative', () => {
    fc.assert(
      fc.property(randomBars, (bars) => {
        const features = featuresOf(bars, method);
        const within = (name: FeatureName, low: number, high: number) =>
          expect(isNull(features[name]) || (features[name] >= low && features[name] <= high)).toBe(true);
        within('rsi14', 0, 100);
        within('atr14', 0, Infinity);
        within('sigma20', 0, Infinity);
        within('volume_ratio', 0, Infinity);
        within('dma20', features.lo20 * (1 - 1e-12), Infinity);
        within('hi52w', features.lo52w, Infinity);
        within('ret_21d', -1, Infinity);
        expect(negativeZeros(features)).toEqual([]);
      }),
      RUNS,
    );
  });
});
