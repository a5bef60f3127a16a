import type { Bars } from '../../src/scoring/features.js';
import type { PeerBars } from './peer.js';

/** Adjusted bars in the form that libraries take. Making it is not timed. */
export function peerBars({ high, low, close, tradedValue }: Bars): PeerBars {
  return {
    high: Array.from(high),
    low: Array.from(low),
    close: Array.from(close),
    logReturn: Array.from(close, (value, k) => (k === 0 ? 0 : Math.log(value / close[k - 1]))),
    tradedCrore: Array.from(tradedValue, (value) => value / 1e7),
    candles: Array.from(close, (value, k) => ({ high: high[k], low: low[k], close: value })),
  };
}
