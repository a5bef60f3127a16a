import { taCore as ta } from 'oakscriptjs';
import { indicator, lastOf, sampled, SEED, WILDER, type Peer } from './peer.js';

export const oakscript: Peer = {
  name: 'oakscriptjs',
  indicators: [
    indicator('dma20', ({ close }) => lastOf(ta.sma(close, 20))),
    indicator('dma50', ({ close }) => lastOf(ta.sma(close, 50))),
    indicator('dma200', ({ close }) => lastOf(ta.sma(close, 200))),
    indicator('rsi14', ({ close }) => lastOf(ta.rsi(close, 14)), WILDER),
    indicator('atr14', ({ high, low, close }) => lastOf(ta.atr(14, high, low, close)), WILDER),
    indicator(
      ['macd_line', 'macd_signal'],
      ({ close }) => {
        const [line, signal] = ta.macd(close, 12, 26, 9);
        return [...lastOf(line), ...lastOf(signal)];
      },
      SEED,
    ),
    indicator('resistance_high', ({ high }) => lastOf(ta.highest(high, 20), 2)),
    indicator('lo20', ({ low }) => lastOf(ta.lowest(low, 20))),
    indicator('hi52w', ({ high }) => lastOf(ta.highest(high, 252))),
    indicator('lo52w', ({ low }) => lastOf(ta.lowest(low, 252))),
    indicator('ret_21d', ({ close }) => [lastOf(ta.roc(close, 21))[0] / 100]),
    indicator('ret_63d', ({ close }) => [lastOf(ta.roc(close, 63))[0] / 100]),
    indicator('ret_126d', ({ close }) => [lastOf(ta.roc(close, 126))[0] / 100]),
    indicator('sigma20', ({ logReturn }) => sampled(ta.stdev(logReturn, 20), 20)),
    indicator('sigma60', ({ logReturn }) => sampled(ta.stdev(logReturn, 60), 60)),
    indicator('median_traded_value_cr', ({ tradedCrore }) => lastOf(ta.median(tradedCrore, 20))),
  ],
};
