import { nearestDouble } from '../../market/exact.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { PortfolioState } from '../journal/portfolioState.js';
import { valueAt } from './carriedPrice.js';
import type { PricedStock } from './pricedStock.js';

/** A holding with its value. */
export interface ValuedHolding {
  readonly ticker: Ticker;
  readonly quantity: bigint;
  /** In units of MONEY; null: the stock has no bar. What follows from it is null, too. */
  readonly price: bigint | null;
  readonly priceDate: IsoDate | null;
  readonly value: bigint | null;
  /** Value over total, rounded once; null where the total is unknown, or not above 0. */
  readonly weight: number | null;
  /** Value less total cost, in units of MONEY; null also where the cost is unknown. */
  readonly gain: bigint | null;
  /** Whether the price is more than 10 sessions old. */
  readonly frozen: boolean;
}

export interface Valuation {
  /** Cash and all holdings, in units of MONEY; null where a price is missing. */
  readonly total: bigint | null;
  readonly cash: bigint;
  /** By ticker. */
  readonly holdings: readonly ValuedHolding[];
  /** Holdings without a price, by ticker. */
  readonly missing: readonly Ticker[];
}

/**
 * Returns what a portfolio is worth.
 *
 * @param prices of the day of the state
 */
export function valuationOf(
  { cash, holdings }: Pick<PortfolioState, 'cash' | 'holdings'>,
  prices: ReadonlyMap<Ticker, PricedStock>,
): Valuation {
  const missing: Ticker[] = [];
  let sum = cash;
  for (const [ticker, { quantity }] of holdings) {
    const priced = prices.get(ticker);
    if (priced === undefined) missing.push(ticker);
    else sum += valueAt(quantity, priced);
  }
  const total = missing.length > 0 ? null : sum;
  const valued = [...holdings].map(([ticker, { quantity, totalCost }]): ValuedHolding => {
    const priced = prices.get(ticker);
    if (priced === undefined) {
      return {
        ticker,
        quantity,
        price: null,
        priceDate: null,
        value: null,
        weight: null,
        gain: null,
        frozen: false,
      };
    }
    const value = valueAt(quantity, priced);
    const weight = total === null || total <= 0n ? null : nearestDouble({ over: value, under: total });
    const gain = totalCost === null ? null : value - totalCost;
    const { price, priceDate, frozen } = priced;
    return { ticker, quantity, price, priceDate, value, weight, gain, frozen };
  });
  return { total, cash, holdings: valued, missing };
}
