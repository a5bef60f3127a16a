import { IndicatorsSync } from '@ixjb94/indicators';
import { indicator, lastOf, LATE_SIGNAL, sampled, WILDER, type Peer, type PeerBars } from './peer.js';

const ta = new IndicatorsSync();

const macd = ({ close }: PeerBars): readonly number[] => {
  const [line, signal] = ta.macd(close, 12, 26, 9);
  return [...lastOf(line), ...lastOf(signal)];
};

export const ixjb94: Peer = {
  name: '@ixjb94/indicators',
  indicators: [
    indicator('dma20', ({ close }) => lastOf(ta.sma(close, 20))),
    indicator('dma50', ({ close }) => lastOf(ta.sma(close, 50))),
    indicator('dma200', ({ close }) => lastOf(ta.sma(close, 200))),
    indicator('rsi14', ({ close }) => lastOf(ta.rsi(close, 14)), WILDER),
    indicator('atr14', ({ high, low, close }) => lastOf(ta.atr(high, low, close, 14)), WILDER),
    indicator(['macd_line', 'macd_signal'], macd, LATE_SIGNAL),
    indicator('resistance_high', ({ high }) => lastOf(ta.max(high, 20), 2)),
    indicator('lo20', ({ low }) => lastOf(ta.min(low, 20))),
    indicator('hi52w', ({ high }) => lastOf(ta.max(high, 252))),
    indicator('lo52w', ({ low }) => lastOf(ta.min(low, 252))),
    indicator('ret_21d', ({ close }) => lastOf(ta.roc(close, 21))),
    indicator('ret_63d', ({ close }) => lastOf(ta.roc(close, 63))),
    indicator('ret_126d', ({ close }) => lastOf(ta.roc(close, 126))),
    indicator('sigma20', ({ logReturn }) => sampled(ta.stddev(logReturn, 20), 20)),
    indicator('sigma60', ({ logReturn }) => sampled(ta.stddev(logReturn, 60), 60)),
  ],
  tails: [
    indicator('dma20', ({ close }) => lastOf(ta.sma(close.slice(-20), 20))),
    indicator('dma50', ({ close }) => lastOf(ta.sma(close.slice(-50), 50))),
    indicator('dma200', ({ close }) => lastOf(ta.sma(close.slice(-200), 200))),
    indicator('rsi14', ({ close }) => lastOf(ta.rsi(close.slice(-15), 14))),
    indicator(
      'atr14',
      ({ high, low, close }) => lastOf(ta.atr(high.slice(-15), low.slice(-15), close.slice(-15), 14)),
      WILDER,
    ),
    indicator(['macd_line', 'macd_signal'], macd, LATE_SIGNAL),
    indicator('resistance_high', ({ high }) => lastOf(ta.max(high.slice(-21, -1), 20))),
    indicator('lo20', ({ low }) => lastOf(ta.min(low.slice(-20), 20))),
    indicator('hi52w', ({ high }) => lastOf(ta.max(high.slice(-252), 252))),
    indicator('lo52w', ({ low }) => lastOf(ta.min(low.slice(-252), 252))),
    indicator('ret_21d', ({ close }) => lastOf(ta.roc(close.slice(-22), 21))),
    indicator('ret_63d', ({ close }) => lastOf(ta.roc(close.slice(-64), 63))),
    indicator('ret_126d', ({ close }) => lastOf(ta.roc(close.slice(-127), 126))),
    indicator('sigma20', ({ logReturn }) => sampled(ta.stddev(logReturn.slice(-20), 20), 20)),
    indicator('sigma60', ({ logReturn }) => sampled(ta.stddev(logReturn.slice(-60), 60), 60)),
  ],
};
