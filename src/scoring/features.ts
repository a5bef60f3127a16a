/**
 * Features of one stock from its own bars (method §2). Every window is summed from scratch, in a fixed order, instead
 * of being rolled along, so that the features of a day do not depend on how the days before were computed.
 */
import { FEATURES, type FeatureName } from './names.js';
import type { MethodParameters } from './method.js';
import { meanOf, medianOf, sampleStdev } from './statistics.js';

/** One stock's bars, the oldest first, adjusted for the actions known on D. Prices are in ₹. */
export interface Bars {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** In ₹, as traded: it is never adjusted. */
  readonly tradedValue: Float64Array;
  /** Ordinal of each bar's session in the calendar. */
  readonly session: Int32Array;
}

/** Bars with what the features of many days share. Element k of the columns below belongs to bar `from` + k. */
export interface BarSeries extends Bars {
  readonly from: number;
  /** ln(close / close before). The first element is in no window. */
  readonly logReturn: Float64Array;
  readonly macdLine: Float64Array;
  readonly macdSignal: Float64Array;
}

const RUPEES_PER_CRORE = 1e7;
const RSI_EPSILON = 1e-8;
const LONGEST_SIGMA = 60;

/**
 * Computes what the features of many days share.
 *
 * @param first index of the first bar whose features will be computed
 */
export function barSeries(bars: Bars, first = 0): BarSeries {
  const { high, low, close, volume, tradedValue, session } = bars;
  const from = Math.max(0, first - LONGEST_SIGMA);
  const logReturn = new Float64Array(close.length - from);
  for (let k = from + 1; k < close.length; k++) logReturn[k - from] = Math.log(close[k] / close[k - 1]);
  const { macdLine, macdSignal } = macd(close, from);
  return { high, low, close, volume, tradedValue, session, from, logReturn, macdLine, macdSignal };
}

/** Returns the weight of the newest value in an exponential mean over n bars. */
const alphaOf = (n: number): number => 2 / (n + 1);

/**
 * Computes the MACD line, EMA12 - EMA26 of closes, and its signal, the EMA9 of the line (method §2). Each mean
 * is seeded with the first bar.
 *
 * @param close in ₹, the oldest first
 * @param from index of the first bar whose values are kept
 * @returns both in ₹, for the bars from `from` on
 */
export function macd(close: Float64Array, from = 0): Pick<BarSeries, 'macdLine' | 'macdSignal'> {
  const macdLine = new Float64Array(close.length - from);
  const macdSignal = new Float64Array(close.length - from);
  const [fastAlpha, slowAlpha, signalAlpha] = [alphaOf(12), alphaOf(26), alphaOf(9)];
  let fast = close[0];
  let slow = close[0];
  let signal = 0;
  for (let k = 0; k < close.length; k++) {
    fast += fastAlpha * (close[k] - fast);
    slow += slowAlpha * (close[k] - slow);
    const line = fast - slow;
    signal += signalAlpha * (line - signal);
    if (k >= from) {
      macdLine[k - from] = line;
      macdSignal[k - from] = signal;
    }
  }
  return { macdLine, macdSignal };
}

/**
 * Computes the features of a stock as of session `today`, from its bars up to index `last` (method §2).
 *
 * @param last index of the last bar; it may be older than `today`, but not older than `from`
 * @param today ordinal of the session in the calendar
 * @returns one number for each name in FEATURES, in that order: prices in ₹, returns and volatilities as fractions,
 *   traded value in ₹ crore. NaN where the window is not full, and where it reaches so far back that trading must have
 *   been interrupted: its first bar is more than 1.5 × its length + 5 sessions before `today`
 */
export function featuresAt(
  series: BarSeries,
  last: number,
  today: number,
  options: MethodParameters['features'],
): Float64Array {
  const { high, low, close, volume, tradedValue, session, from, logReturn, macdLine, macdSignal } = series;
  const out = new Float64Array(FEATURES.length).fill(NaN);
  const end = last + 1;
  /** Whether the `length` bars before index `before` exist and are recent enough. */
  const covers = (length: number, before = end): boolean =>
    before >= length && today - session[before - length] <= 1.5 * length + 5;

  out[CLOSE] = close[last];
  out[VOLUME] = volume[last];
  if (covers(20)) {
    out[DMA20] = meanOf(close, end - 20, end);
    out[LO20] = lowest(low, end - 20, end);
  }
  if (covers(50)) out[DMA50] = meanOf(close, end - 50, end);
  if (covers(200)) out[DMA200] = meanOf(close, end - 200, end);
  if (covers(15)) {
    out[RSI14] = rsi(close, end - 14, end);
    out[ATR14] = meanTrueRange(high, low, close, end - 14, end);
  }
  if (end >= 26) out[MACD_LINE] = macdLine[last - from];
  if (end >= 34) out[MACD_SIGNAL] = macdSignal[last - from];
  const resistanceEnd = options.resistance_includes_last_bar ? end : last;
  if (covers(20, resistanceEnd)) out[RESISTANCE_HIGH] = highest(high, resistanceEnd - 20, resistanceEnd);
  if (covers(252)) {
    out[HI52W] = highest(high, end - 252, end);
    out[LO52W] = lowest(low, end - 252, end);
  }
  if (covers(22)) out[RET_21D] = close[last] / close[last - 21] - 1;
  if (covers(64)) out[RET_63D] = close[last] / close[last - 63] - 1;
  if (covers(127)) out[RET_126D] = close[last] / close[last - 126] - 1;
  // The same bars as of the whole horizon: both of its ends are touched.
  if (covers(64)) out[RET_63_21D] = close[last - 21] / close[last - 63] - 1;
  if (covers(127)) out[RET_126_21D] = close[last - 21] / close[last - 126] - 1;
  if (covers(21)) out[SIGMA20] = sampleStdev(logReturn, end - from - 20, end - from);
  if (covers(61)) out[SIGMA60] = sampleStdev(logReturn, end - from - 60, end - from);
  const traded = Math.min(20, end);
  if (traded >= 5 && covers(traded)) {
    out[MEDIAN_TRADED_VALUE_CR] = medianOf(tradedValue.slice(end - traded, end).sort()) / RUPEES_PER_CRORE;
  }
  const before = Math.min(20, last);
  if (before >= 1 && covers(before + 1)) {
    const mean = meanOf(volume, last - before, last);
    if (mean > 0) out[VOLUME_RATIO] = volume[last] / mean;
  }
  return out;
}

const at = (name: FeatureName): number => FEATURES.indexOf(name);
const CLOSE = at('close');
const VOLUME = at('volume');
const DMA20 = at('dma20');
const DMA50 = at('dma50');
const DMA200 = at('dma200');
const RSI14 = at('rsi14');
const ATR14 = at('atr14');
const MACD_LINE = at('macd_line');
const MACD_SIGNAL = at('macd_signal');
const RESISTANCE_HIGH = at('resistance_high');
const LO20 = at('lo20');
const HI52W = at('hi52w');
const LO52W = at('lo52w');
const RET_21D = at('ret_21d');
const RET_63D = at('ret_63d');
const RET_126D = at('ret_126d');
const RET_63_21D = at('ret_63_21d');
const RET_126_21D = at('ret_126_21d');
const SIGMA20 = at('sigma20');
const SIGMA60 = at('sigma60');
const MEDIAN_TRADED_VALUE_CR = at('median_traded_value_cr');
const VOLUME_RATIO = at('volume_ratio');

function highest(values: Float64Array, start: number, end: number): number {
  let most = values[start];
  for (let k = start + 1; k < end; k++) if (values[k] > most) most = values[k];
  return most;
}

function lowest(values: Float64Array, start: number, end: number): number {
  let least = values[start];
  for (let k = start + 1; k < end; k++) if (values[k] < least) least = values[k];
  return least;
}

/** Computes the RSI with plain means of gains and losses instead of Wilder's smoothing. Without any move it is 0. */
function rsi(close: Float64Array, start: number, end: number): number {
  let gains = 0;
  let losses = 0;
  for (let k = start; k < end; k++) {
    const change = close[k] - close[k - 1];
    if (change > 0) gains += change;
    else losses -= change;
  }
  const count = end - start;
  return 100 - 100 / (1 + gains / count / (losses / count + RSI_EPSILON));
}

function meanTrueRange(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  end: number,
): number {
  let sum = 0;
  for (let k = start; k < end; k++) {
    const before = close[k - 1];
    sum += Math.max(high[k] - low[k], Math.abs(high[k] - before), Math.abs(low[k] - before));
  }
  return sum / (end - start);
}
