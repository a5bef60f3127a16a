import { MONEY, RATE, unitsOf } from '../money/units.js';
import type { TradeCosts } from '../optimiser/problem.js';

/**
 * Returns what trades of a portfolio cost.
 *
 * @param own as the portfolio says it; null: as usual
 */
export function costsOf(
  own: { readonly buyRate: string | null; readonly sellRate: string | null; readonly perSale: string | null },
  usual: TradeCosts,
): TradeCosts {
  return {
    buyRate: stored(own.buyRate, RATE) ?? usual.buyRate,
    sellRate: stored(own.sellRate, RATE) ?? usual.sellRate,
    perSale: stored(own.perSale, MONEY) ?? usual.perSale,
  };
}

function stored(text: string | null, decimals: number): bigint | null {
  if (text === null) return null;
  const units = unitsOf(text, decimals);
  if (units === null) throw new Error(`expected costs of at most ${decimals} decimals, got ${text}`);
  return units;
}
