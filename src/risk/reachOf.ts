import type { RiskParameters } from './riskMethod.js';

/** Returns how many sessions before a day a bar may lie that counts for a part. */
export function reachOf({ reach, volatility, drawdown, liquidity, market }: RiskParameters): number {
  const longest = Math.max(...[volatility, drawdown, liquidity].map(({ bars }) => bars));
  return Math.max(Math.ceil(reach.factor * longest + reach.sessions), market.max_age_sessions);
}
