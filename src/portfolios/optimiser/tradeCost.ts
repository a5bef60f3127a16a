import { ceilDivided } from '../money/division.js';
import { MONEY, perOne, RATE } from '../money/units.js';
import type { TradeCosts } from './problem.js';

const PAISA = perOne(MONEY) / 100n;
const RATES_TO_A_PAISA = perOne(RATE) * PAISA;

/**
 * Returns what a trade costs, in units of MONEY: the rate of its side × the traded value, rounded up to the paisa, and for a
 * sale the fixed amount. No trade costs nothing.
 *
 * @param traded shares that are bought; negative: sold
 * @param price in units of MONEY
 */
export function tradeCost(traded: bigint, price: bigint, costs: TradeCosts): bigint {
  if (traded === 0n) return 0n;
  if (traded > 0n) return ceilDivided(traded * price * costs.buyRate, RATES_TO_A_PAISA) * PAISA;
  return ceilDivided(-traded * price * costs.sellRate, RATES_TO_A_PAISA) * PAISA + costs.perSale;
}
