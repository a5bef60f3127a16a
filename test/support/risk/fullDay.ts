import type { RiskInputs, RiskStock } from '../../../src/risk/riskInputs.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { Random } from '../synthetic/random.js';
import { riskInputs } from './riskDay.js';

/** Makes a day on which each stock has a bar on each of the last sessions, and all that its risk is assessed from. */
export function fullRiskDay(count: number, bars: number): RiskInputs {
  const session = Int32Array.from({ length: bars }, (_, k) => k);
  const walk = (random: Random, daily: number, start: number): Float64Array => {
    let close = start;
    return Float64Array.from({ length: bars }, () => (close *= Math.exp(daily * random.normal())));
  };
  const stocks = Array.from({ length: count }, (_, k): RiskStock => {
    const random = new Random(1, k);
    const close = walk(random, random.between(0.01, 0.03), 10 ** random.between(1, 4));
    const usual = 10 ** random.between(6, 10);
    const [now, high, low] = [close[bars - 1], Math.max(...close), Math.min(...close)];
    return {
      ticker: `T${String(k).padStart(5, '0')}.NS` as Ticker,
      bars: {
        ...{ close, session, hasAction: new Uint8Array(bars) },
        tradedValue: close.map(() => usual * Math.exp(random.normal())),
      },
      last: bars - 1,
      features: {
        ...{ close: now, hi52w: high, lo52w: low },
        ...{ dma50: now * random.between(0.9, 1.1), dma200: now * random.between(0.9, 1.1) },
      },
      size: { crore: 10 ** random.between(2, 7), source: 'market_cap_cr of 2024-06-30' },
    };
  });
  return riskInputs(stocks, { indexClose: [...walk(new Random(2), 0.01, 20_000)] });
}
