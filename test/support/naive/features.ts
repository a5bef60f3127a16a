import type { Action } from '../../../src/market/facts.js';
import type { Day, FeatureName, Ticker } from '../../../src/scoring/names.js';
import type { Bar, NaiveMarket } from './market.js';
import { mean, median, stdev, sum } from './statistics.js';

export type NaiveFeatures = Readonly<Record<FeatureName, number | null>>;

/** Method §2, the ordinary way. */
export function naiveFeatures(market: NaiveMarket): Map<Ticker, NaiveFeatures> {
  return new Map(
    [...market.bars].map(([ticker, bars]) => [
      ticker,
      featuresOf(bars, market.actions.get(ticker) ?? [], market.sessions, market.day),
    ]),
  );
}

function featuresOf(
  traded: readonly Bar[],
  actions: readonly Action[],
  sessions: ReadonlyMap<Day, number>,
  day: Day,
): NaiveFeatures {
  const bars = adjust(
    traded.filter((bar) => bar.day <= day),
    actions.filter((action) => action.exDate <= day),
  );
  const last = bars[bars.length - 1];
  const closes = bars.map((bar) => bar.close);
  const logReturns = bars.map((bar, k) => (k === 0 ? 0 : Math.log(bar.close / bars[k - 1].close)));
  const trueRanges = bars.map((bar, k) => (k === 0 ? bar.high - bar.low : trueRange(bar, bars[k - 1])));
  const changes = closes.map((close, k) => (k === 0 ? 0 : close - closes[k - 1]));
  const fast = ema(closes, 12);
  const slow = ema(closes, 26);
  const macd = fast.map((value, k) => value - slow[k]);
  const signal = ema(macd, 9);

  /** Whether `length` bars before index `end` are there, and recent enough. */
  const covers = (length: number, end = bars.length): boolean => {
    if (end < length) return false;
    const first = sessions.get(bars[end - length].day) ?? 0;
    return (sessions.get(day) ?? 0) - first <= 1.5 * length + 5;
  };
  const when = (full: boolean, value: () => number): number | null => (full ? value() : null);
  const change = (sessionsAgo: number): number => last.close / closes[closes.length - 1 - sessionsAgo] - 1;
  const averageOf = (length: number) => when(covers(length), () => mean(closes.slice(-length)));

  const traded20 = Math.min(20, bars.length);
  const before20 = Math.min(20, bars.length - 1);
  const meanVolume = mean(bars.slice(-before20 - 1, -1).map((bar) => bar.volume));
  return {
    close: last.close,
    volume: last.volume,
    dma20: averageOf(20),
    dma50: averageOf(50),
    dma200: averageOf(200),
    rsi14: when(covers(15), () => rsi(changes.slice(-14))),
    atr14: when(covers(15), () => mean(trueRanges.slice(-14))),
    macd_line: when(bars.length >= 26, () => macd[macd.length - 1]),
    macd_signal: when(bars.length >= 34, () => signal[signal.length - 1]),
    resistance_high: when(covers(20, bars.length - 1), () =>
      Math.max(...bars.slice(-21, -1).map((bar) => bar.high)),
    ),
    lo20: when(covers(20), () => Math.min(...bars.slice(-20).map((bar) => bar.low))),
    hi52w: when(covers(252), () => Math.max(...bars.slice(-252).map((bar) => bar.high))),
    lo52w: when(covers(252), () => Math.min(...bars.slice(-252).map((bar) => bar.low))),
    ret_21d: when(covers(22), () => change(21)),
    ret_63d: when(covers(64), () => change(63)),
    ret_126d: when(covers(127), () => change(126)),
    ret_63_21d: when(covers(64), () => closes[closes.length - 22] / closes[closes.length - 64] - 1),
    ret_126_21d: when(covers(127), () => closes[closes.length - 22] / closes[closes.length - 127] - 1),
    sigma20: when(covers(21), () => stdev(logReturns.slice(-20))),
    sigma60: when(covers(61), () => stdev(logReturns.slice(-60))),
    median_traded_value_cr: when(traded20 >= 5 && covers(traded20), () =>
      median(traded.slice(-traded20).map((bar) => (bar.value ?? bar.close * bar.volume) / 1e7)),
    ),
    volume_ratio: when(
      before20 >= 1 && covers(before20 + 1) && meanVolume > 0,
      () => last.volume / meanVolume,
    ),
  };
}

function adjust(bars: readonly Bar[], actions: readonly Action[]): readonly Bar[] {
  return bars.map((bar) => {
    const factor = actions
      .filter((action) => action.exDate > bar.day)
      .reduce((product, action) => (product * action.oldShares) / action.newShares, 1);
    return {
      ...bar,
      high: bar.high * factor,
      low: bar.low * factor,
      close: bar.close * factor,
      volume: bar.volume / factor,
    };
  });
}

const trueRange = (bar: Bar, before: Bar): number =>
  Math.max(bar.high - bar.low, Math.abs(bar.high - before.close), Math.abs(bar.low - before.close));

function ema(values: readonly number[], n: number): number[] {
  const alpha = 2 / (n + 1);
  const means: number[] = [];
  for (const value of values) {
    const before = means.length > 0 ? means[means.length - 1] : value;
    means.push(alpha * value + (1 - alpha) * before);
  }
  return means;
}

function rsi(changes: readonly number[]): number {
  const gain = sum(changes.filter((change) => change > 0)) / changes.length;
  const loss = -sum(changes.filter((change) => change < 0)) / changes.length;
  return 100 - 100 / (1 + gain / (loss + 1e-8));
}
