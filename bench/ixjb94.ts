import { IndicatorsSync } from '@ixjb94/indicators';
import type { Bars } from '../src/scoring/features.js';
import type { FeatureName } from '../src/scoring/names.js';

/** The adjusted bars of one stock in the form that the library takes. */
export interface PeerBars {
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
  readonly logReturn: number[];
}

/** One call of the library. */
export interface Indicator {
  readonly features: readonly FeatureName[];
  /** Whether the library defines the features as the method does, so that the numbers are compared. */
  readonly isSame: boolean;
  /** Returns the last bar's value of each feature. */
  readonly last: (bars: PeerBars) => readonly number[];
}

const ta = new IndicatorsSync();

/** Converts adjusted bars. This is not timed. */
export function peerBars({ high, low, close }: Bars): PeerBars {
  return {
    high: Array.from(high),
    low: Array.from(low),
    close: Array.from(close),
    logReturn: Array.from(close, (value, k) => (k === 0 ? 0 : Math.log(value / close[k - 1]))),
  };
}

/** Computes every indicator over the whole series. */
export const wholeSeries: readonly Indicator[] = indicators(() => ({}));
/** Gives each indicator only the bars that its last value needs. */
export const windowsOnly: readonly Indicator[] = indicators((length, back) => ({
  from: -length - back,
  ...(back > 0 && { to: -back }),
}));

/** @param cut which bars of a series to give to an indicator of `length` bars that ends `back` bars before the last */
function indicators(cut: (length: number, back: number) => { from?: number; to?: number }): Indicator[] {
  const part = (series: number[], length: number, back = 0): number[] => {
    const { from, to } = cut(length, back);
    return from === undefined ? series : series.slice(from, to);
  };
  const isWhole = cut(1, 0).from === undefined;
  /** Returns the value of the bar that is `back` bars before the last. */
  const at = (series: readonly number[], back = 0) => series[series.length - 1 - back];
  const of = (feature: FeatureName, value: (bars: PeerBars) => number, isSame = true): Indicator => ({
    features: [feature],
    isSame,
    last: (bars) => [value(bars)],
  });
  const average = (feature: FeatureName, n: number) =>
    of(feature, ({ close }) => at(ta.sma(part(close, n), n)));
  const change = (feature: FeatureName, n: number) =>
    of(feature, ({ close }) => at(ta.roc(part(close, n + 1), n)));
  // The library divides by n where the method divides by n - 1.
  const deviation = (feature: FeatureName, n: number) =>
    of(feature, ({ logReturn }) => at(ta.stddev(part(logReturn, n), n)) * Math.sqrt(n / (n - 1)));
  return [
    average('dma20', 20),
    average('dma50', 50),
    average('dma200', 200),
    // The library smooths RSI and ATR as Wilder did, which over a single window is the mean.
    of('rsi14', ({ close }) => at(ta.rsi(part(close, 15), 14)), !isWhole),
    of(
      'atr14',
      ({ high, low, close }) => at(ta.atr(part(high, 15), part(low, 15), part(close, 15), 14)),
      false,
    ),
    {
      features: ['macd_line', 'macd_signal'],
      // The library starts the signal at the 26th bar. Its recursion needs the whole series in any case.
      isSame: false,
      last: ({ close }) => {
        const [line, signal] = ta.macd(close, 12, 26, 9);
        return [at(line), at(signal)];
      },
    },
    of('resistance_high', ({ high }) => {
      const series = ta.max(part(high, 20, 1), 20);
      return at(series, isWhole ? 1 : 0);
    }),
    of('lo20', ({ low }) => at(ta.min(part(low, 20), 20))),
    of('hi52w', ({ high }) => at(ta.max(part(high, 252), 252))),
    of('lo52w', ({ low }) => at(ta.min(part(low, 252), 252))),
    change('ret_21d', 21),
    change('ret_63d', 63),
    change('ret_126d', 126),
    deviation('sigma20', 20),
    deviation('sigma60', 60),
  ];
}
