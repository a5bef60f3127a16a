import { requireFromScores } from '../../portfolios/fromScores/requireFromScores.js';
import { requireUnits } from '../../portfolios/money/requireUnits.js';
import { MONEY, RATE } from '../../portfolios/money/units.js';
import type { BacktestRules } from '../../validation/backtest/backtestRules.js';
import type { BacktestRequest } from './backtestRequest.js';

/** Returns the rules of a backtest that was checked. As much is invested as a model from scores does by default. */
export function rulesOf(request: BacktestRequest): BacktestRules {
  const { minBand, topN, weighting, maxWeight, sectorCap, every, capital, costs } = request;
  return {
    ...requireFromScores({ minBand, topN, weighting, maxWeight, sectorCap }),
    every,
    capital: requireUnits(capital, 'capital', { decimals: MONEY }),
    costs: {
      buyRate: requireUnits(costs.buyRate, 'buyRate', { decimals: RATE }),
      sellRate: requireUnits(costs.sellRate, 'sellRate', { decimals: RATE }),
      perSale: requireUnits(costs.perSale, 'perSale', { decimals: MONEY }),
    },
  };
}
