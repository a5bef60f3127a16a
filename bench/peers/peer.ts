import type { FeatureName } from '../../src/scoring/names.js';

/** One stock's adjusted bars, as a library takes them: plain arrays, and candles for those that want them. */
export interface PeerBars {
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
  readonly logReturn: number[];
  readonly tradedCrore: number[];
  readonly candles: readonly { readonly high: number; readonly low: number; readonly close: number }[];
}

/** Some of our features by one call to a library. */
export interface Indicator {
  readonly features: readonly FeatureName[];
  /** How the library's definition differs from the method's; empty: the same numbers, and that is checked. */
  readonly differs: string;
  /** Computes the whole series; returns the last bar's value of each feature. */
  readonly last: (bars: PeerBars) => readonly number[];
}

/** A library of indicators. */
export interface Peer {
  /** Of the package. */
  readonly name: string;
  readonly indicators: readonly Indicator[];
  /** The same, each given only the bars that the last value needs. */
  readonly tails?: readonly Indicator[];
}

/** What every library has: the subset on which libraries are compared with each other. */
export const CORE: readonly FeatureName[] = [
  ...(['dma20', 'dma50', 'dma200', 'rsi14'] as const),
  ...(['atr14', 'macd_line', 'macd_signal'] as const),
];

export const indicator = (
  features: FeatureName | readonly FeatureName[],
  last: Indicator['last'],
  differs = '',
): Indicator => ({ features: typeof features === 'string' ? [features] : features, last, differs });

/** The last value of a series, as a list of one. */
export const lastOf = (series: ArrayLike<number>, back = 1): readonly number[] => [
  series[series.length - back],
];

export const WILDER = 'smoothed as Wilder did';
export const LATE_SIGNAL = 'signal seeded at the 26th bar';
export const SEED = 'EMAs seeded with means';

/** Libraries divide by n: the last standard deviation, as if divided by n - 1. */
export const sampled = (series: ArrayLike<number>, n: number): readonly number[] => [
  series[series.length - 1] * Math.sqrt(n / (n - 1)),
];
