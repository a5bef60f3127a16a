import { perOne, RATE } from '../../portfolios/money/units.js';
import type { TradeCosts } from '../../portfolios/optimiser/problem.js';
import { tradeCost } from '../../portfolios/optimiser/tradeCost.js';

const ONE = perOne(RATE);

/**
 * Returns how many shares the cash pays for, costs included.
 *
 * @param cash and price, in units of MONEY
 */
export function mostShares(cash: bigint, price: bigint, costs: TradeCosts): bigint {
  if (cash <= 0n) return 0n;
  // Unrounded costs give a bound, which rounding them up lowers a little.
  let shares = (cash * ONE) / (price * (ONE + costs.buyRate));
  while (shares > 0n && shares * price + tradeCost(shares, price, costs) > cash) shares--;
  return shares;
}
