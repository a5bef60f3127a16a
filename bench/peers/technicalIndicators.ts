import { createRequire } from 'node:module';
import * as slower from 'technicalindicators';
import { indicator, lastOf, sampled, SEED, WILDER, type Peer } from './peer.js';

// What its package.json says that `import` finds is no ES module to Node.
const faster = createRequire(import.meta.url)('fast-technical-indicators') as typeof slower;

/** The two have the same interface. */
const peerOf = (name: string, ta: typeof slower, sdDiffers = ''): Peer => ({
  name,
  indicators: [
    indicator('dma20', ({ close }) => lastOf(ta.sma({ period: 20, values: close }))),
    indicator('dma50', ({ close }) => lastOf(ta.sma({ period: 50, values: close }))),
    indicator('dma200', ({ close }) => lastOf(ta.sma({ period: 200, values: close }))),
    indicator('rsi14', ({ close }) => lastOf(ta.rsi({ period: 14, values: close })), WILDER),
    indicator('atr14', ({ high, low, close }) => lastOf(ta.atr({ period: 14, high, low, close })), WILDER),
    indicator(
      ['macd_line', 'macd_signal'],
      ({ close }) => {
        const { MACD, signal } = ta.macd({ ...MACD_PERIODS, values: close }).at(-1) ?? {
          MACD: NaN,
          signal: NaN,
        };
        return [MACD, signal];
      },
      SEED,
    ),
    indicator('resistance_high', ({ high }) => lastOf(ta.highest({ period: 20, values: high }), 2)),
    indicator('lo20', ({ low }) => lastOf(ta.lowest({ period: 20, values: low }))),
    indicator('hi52w', ({ high }) => lastOf(ta.highest({ period: 252, values: high }))),
    indicator('lo52w', ({ low }) => lastOf(ta.lowest({ period: 252, values: low }))),
    indicator('ret_21d', ({ close }) => [lastOf(ta.roc({ period: 21, values: close }))[0] / 100]),
    indicator('ret_63d', ({ close }) => [lastOf(ta.roc({ period: 63, values: close }))[0] / 100]),
    indicator('ret_126d', ({ close }) => [lastOf(ta.roc({ period: 126, values: close }))[0] / 100]),
    indicator('sigma20', ({ logReturn }) => sampled(ta.sd({ period: 20, values: logReturn }), 20), sdDiffers),
    indicator('sigma60', ({ logReturn }) => sampled(ta.sd({ period: 60, values: logReturn }), 60), sdDiffers),
  ],
});

/** Its walk over a window ends at the first value that is 0, and a day without a change has the log return 0. */
const WRONG = 'wrong where a return is 0';

const MACD_PERIODS = {
  fastPeriod: 12,
  slowPeriod: 26,
  signalPeriod: 9,
  SimpleMAOscillator: false,
  SimpleMASignal: false,
};

export const technicalIndicators = peerOf('technicalindicators', slower, WRONG);
export const fastTechnicalIndicators = peerOf('fast-technical-indicators', faster);
