import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ATR, init, MACD, MAX, MIN, ROCP, RSI, SMA, STDDEV } from 'talib-web';
import { indicator, sampled, SEED, WILDER, type Peer, type PeerBars } from './peer.js';

// It fetches its WebAssembly, which Node can only from the web or from an address that holds the bytes.
const wasm = readFileSync(createRequire(import.meta.url).resolve('talib-web/lib/talib.wasm'));
await init(`data:application/wasm;base64,${wasm.toString('base64')}`);

/** Series come as long as the bars, with what lacks at the start left over at the end. */
const valid = (series: readonly number[], lookback: number, back = 0): readonly number[] => [
  series[series.length - 1 - lookback - back],
];
const sma = (timePeriod: number) => (bars: PeerBars) =>
  valid(SMA({ inReal: bars.close, timePeriod }).output, timePeriod - 1);
const rocp = (timePeriod: number) => (bars: PeerBars) =>
  valid(ROCP({ inReal: bars.close, timePeriod }).output, timePeriod);
const stddev = (timePeriod: number) => (bars: PeerBars) =>
  sampled(valid(STDDEV({ inReal: bars.logReturn, timePeriod, nbDev: 1 }).output, timePeriod - 1), timePeriod);

/** Of the values of a series only the first part are square roots. */
const WRONG = 'wrong: variances at the end of the series';

export const talib: Peer = {
  name: 'talib-web',
  indicators: [
    indicator('dma20', sma(20)),
    indicator('dma50', sma(50)),
    indicator('dma200', sma(200)),
    indicator('rsi14', ({ close }) => valid(RSI({ inReal: close, timePeriod: 14 }).output, 14), WILDER),
    indicator(
      'atr14',
      ({ high, low, close }) => valid(ATR({ high, low, close, timePeriod: 14 }).output, 14),
      WILDER,
    ),
    indicator(
      ['macd_line', 'macd_signal'],
      ({ close }) => {
        const series = MACD({ inReal: close, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 });
        return [...valid(series.MACD, 33), ...valid(series.MACDSignal, 33)];
      },
      SEED,
    ),
    indicator('resistance_high', ({ high }) => valid(MAX({ inReal: high, timePeriod: 20 }).output, 19, 1)),
    indicator('lo20', ({ low }) => valid(MIN({ inReal: low, timePeriod: 20 }).output, 19)),
    indicator('hi52w', ({ high }) => valid(MAX({ inReal: high, timePeriod: 252 }).output, 251)),
    indicator('lo52w', ({ low }) => valid(MIN({ inReal: low, timePeriod: 252 }).output, 251)),
    indicator('ret_21d', rocp(21)),
    indicator('ret_63d', rocp(63)),
    indicator('ret_126d', rocp(126)),
    indicator('sigma20', stddev(20), WRONG),
    indicator('sigma60', stddev(60), WRONG),
  ],
};
