import type { RiskParameters } from './riskMethod.js';
import { windowReach } from './windowReach.js';

/** Returns how many sessions before a day a bar may lie that counts for a part. */
export function reachOf(parameters: RiskParameters): number {
  const { volatility, drawdown, liquidity, market, trend } = parameters;
  const bars = Math.max(...[volatility, drawdown, liquidity, market, trend].map((window) => window.bars));
  return windowReach(bars, parameters);
}
