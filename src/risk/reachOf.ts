import type { RiskParameters } from './riskMethod.js';
import { windowReach } from './windowReach.js';

/** Returns how many sessions before a day a bar may lie that counts for a part. A session is a day at least. */
export function reachOf(parameters: RiskParameters): number {
  const { volatility, drawdown, liquidity, market, trend } = parameters;
  const bars = Math.max(...[volatility, drawdown, liquidity, market, trend].map((window) => window.bars));
  const { max_market_cap_days, close_within_sessions } = parameters.size;
  return Math.max(windowReach(bars, parameters), max_market_cap_days + close_within_sessions);
}
