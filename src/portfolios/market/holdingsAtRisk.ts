import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { PortfolioState } from '../journal/portfolioState.js';
import type { RiskHolding } from '../portfolioRisk/riskInput.js';
import { valueAt } from '../valuation/carriedPrice.js';
import type { DayPrices } from '../valuation/pricedStock.js';
import { sessionReturns, type TradedHistory } from './readReturns.js';

/** How many sessions' returns count in the risk of a portfolio. */
export const RISK_SESSIONS = 500;

/**
 * Returns the holdings of a day as its risk is computed from them. Holdings without a price are left out.
 *
 * @param histories how stocks traded up to the day
 * @param sessions of the returns, and the one before them
 * @param sectorOf the sector group of a stock on the day
 */
export function holdingsAtRisk(
  { holdings }: Pick<PortfolioState, 'holdings'>,
  { prices }: Pick<DayPrices, 'prices'>,
  histories: ReadonlyMap<Ticker, TradedHistory>,
  sessions: readonly IsoDate[],
  sectorOf: (ticker: Ticker) => string,
): readonly RiskHolding[] {
  return [...holdings].flatMap(([ticker, { quantity }]) => {
    const priced = prices.get(ticker);
    if (priced === undefined) return [];
    const history = histories.get(ticker);
    return {
      ticker,
      value: valueAt(quantity, priced),
      sector: sectorOf(ticker),
      medianTradedValue: history?.medianTradedValue ?? null,
      returns: sessionReturns(history?.closes ?? new Map(), sessions),
    };
  });
}
