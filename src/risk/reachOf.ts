import type { RiskParameters } from './riskMethod.js';

/** Returns how many sessions before a day a bar may lie that counts for a part. */
export function reachOf({ reach, ...parts }: RiskParameters): number {
  const { volatility, drawdown, liquidity, market, trend } = parts;
  const longest = Math.max(...[volatility, drawdown, liquidity, market, trend].map(({ bars }) => bars));
  return Math.floor(reach.factor * longest + reach.sessions);
}
