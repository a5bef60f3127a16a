import { ATR, DonchianChannels, EMA, MACD, ROC, RSI, SMA } from 'trading-signals';
import { indicator, LATE_SIGNAL, type Peer, type PeerBars } from './peer.js';

/** Streaming: an indicator takes one bar after the other. */
function streamed<Input, Output>(
  streaming: { update(input: Input, replace: boolean): Output | null },
  inputs: readonly Input[],
): Output {
  let last: Output | null = null;
  for (const input of inputs) last = streaming.update(input, false);
  if (last === null) throw new RangeError(`expected more than ${inputs.length} bars`);
  return last;
}

const sma = (length: number) => (bars: PeerBars) => [streamed(new SMA(length), bars.close)];
const roc = (length: number) => (bars: PeerBars) => [streamed(new ROC(length), bars.close)];

/** Its standard deviation works on one window, not on a series, and takes no part. */
export const tradingSignals: Peer = {
  name: 'trading-signals',
  indicators: [
    indicator('dma20', sma(20)),
    indicator('dma50', sma(50)),
    indicator('dma200', sma(200)),
    indicator('rsi14', ({ close }) => [streamed(new RSI(14, SMA), close)]),
    indicator('atr14', ({ candles }) => [streamed(new ATR(14, SMA), candles)]),
    indicator(
      ['macd_line', 'macd_signal'],
      ({ close }) => {
        const { macd, signal } = streamed(new MACD(new EMA(12), new EMA(26), new EMA(9)), close);
        return [macd, signal];
      },
      LATE_SIGNAL,
    ),
    indicator('resistance_high', ({ candles }) => [
      streamed(new DonchianChannels(20), candles.slice(0, -1)).upper,
    ]),
    indicator('lo20', ({ candles }) => [streamed(new DonchianChannels(20), candles).lower]),
    indicator(['hi52w', 'lo52w'], ({ candles }) => {
      const { upper, lower } = streamed(new DonchianChannels(252), candles);
      return [upper, lower];
    }),
    indicator('ret_21d', roc(21)),
    indicator('ret_63d', roc(63)),
    indicator('ret_126d', roc(126)),
  ],
};
