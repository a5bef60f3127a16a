import { storedUnits } from '../money/storedUnits.js';
import { MONEY, RATE } from '../money/units.js';
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

const stored = (text: string | null, decimals: number): bigint | null =>
  text === null ? null : storedUnits(text, decimals);
