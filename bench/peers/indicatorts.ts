import { atr, macd, mmax, mmin, mstd, roc, rsi, sma } from 'indicatorts';
import { indicator, lastOf, sampled, SEED, WILDER, type Peer } from './peer.js';

export const indicatorts: Peer = {
  name: 'indicatorts',
  indicators: [
    indicator('dma20', ({ close }) => lastOf(sma(close, { period: 20 }))),
    indicator('dma50', ({ close }) => lastOf(sma(close, { period: 50 }))),
    indicator('dma200', ({ close }) => lastOf(sma(close, { period: 200 }))),
    indicator('rsi14', ({ close }) => lastOf(rsi(close, { period: 14 })), WILDER),
    indicator('atr14', ({ high, low, close }) => lastOf(atr(high, low, close, { period: 14 }).atrLine)),
    indicator(
      ['macd_line', 'macd_signal'],
      ({ close }) => {
        const { macdLine, signalLine } = macd(close, { fast: 12, slow: 26, signal: 9 });
        return [...lastOf(macdLine), ...lastOf(signalLine)];
      },
      SEED,
    ),
    indicator('resistance_high', ({ high }) => lastOf(mmax(high, { period: 20 }), 2)),
    indicator('lo20', ({ low }) => lastOf(mmin(low, { period: 20 }))),
    indicator('hi52w', ({ high }) => lastOf(mmax(high, { period: 252 }))),
    indicator('lo52w', ({ low }) => lastOf(mmin(low, { period: 252 }))),
    indicator('ret_21d', ({ close }) => [lastOf(roc(close, { period: 21 }))[0] / 100]),
    indicator('ret_63d', ({ close }) => [lastOf(roc(close, { period: 63 }))[0] / 100]),
    indicator('ret_126d', ({ close }) => [lastOf(roc(close, { period: 126 }))[0] / 100]),
    indicator('sigma20', ({ logReturn }) => sampled(mstd(logReturn, { period: 20 }), 20)),
    indicator('sigma60', ({ logReturn }) => sampled(mstd(logReturn, { period: 60 }), 60)),
  ],
};
