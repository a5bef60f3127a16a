import { ATR, DC, MACD, ROC, RSI, SMA } from '@debut/indicators';
import { indicator, SEED, WILDER, type Peer, type PeerBars } from './peer.js';

/** Streaming: an indicator takes one bar after the other. */
function streamed(streaming: { nextValue(value: number): number | undefined }, values: readonly number[]) {
  let last: number | undefined;
  for (const value of values) last = streaming.nextValue(value);
  return [last ?? NaN];
}

function channels({ high, low }: PeerBars, length: number, end: number) {
  const channel = new DC(length);
  let last = { upper: NaN, lower: NaN };
  for (let k = 0; k < end; k++) last = channel.nextValue(high[k], low[k]);
  return last;
}

const sma = (length: number) => (bars: PeerBars) => streamed(new SMA(length), bars.close);
const roc = (length: number) => (bars: PeerBars) =>
  streamed(new ROC(length), bars.close).map((of) => of / 100);

/** Its standard deviation wants the mean of each window from outside, and takes no part. */
export const debut: Peer = {
  name: '@debut/indicators',
  indicators: [
    indicator('dma20', sma(20)),
    indicator('dma50', sma(50)),
    indicator('dma200', sma(200)),
    indicator('rsi14', ({ close }) => streamed(new RSI(14), close), WILDER),
    indicator('atr14', ({ high, low, close }) => {
      const atr = new ATR(14, 'SMA');
      let last: number | undefined;
      for (let k = 0; k < close.length; k++) last = atr.nextValue(high[k], low[k], close[k]);
      return [last ?? NaN];
    }),
    indicator(
      ['macd_line', 'macd_signal'],
      ({ close }) => {
        const macd = new MACD(12, 26, 9);
        let last: { macd: number; signal: number } | undefined;
        for (const value of close) last = macd.nextValue(value);
        return [last?.macd ?? NaN, last?.signal ?? NaN];
      },
      SEED,
    ),
    indicator('resistance_high', (bars) => [channels(bars, 20, bars.high.length - 1).upper]),
    indicator('lo20', (bars) => [channels(bars, 20, bars.high.length).lower]),
    indicator(['hi52w', 'lo52w'], (bars) => {
      const { upper, lower } = channels(bars, 252, bars.high.length);
      return [upper, lower];
    }),
    indicator('ret_21d', roc(21)),
    indicator('ret_63d', roc(63)),
    indicator('ret_126d', roc(126)),
  ],
};
