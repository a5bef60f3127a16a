import type { IsoDate, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { ANY_MONEY, MONEY_FROM_ZERO, SHARES } from '../money/bounds.js';
import { requireUnits } from '../money/requireUnits.js';
import type { KnownStock, KnownStocks } from './knownStocks.js';
import { MOST_HOLDINGS } from './recordEntries.js';
import { requireStock } from './requireStock.js';

/** Cash and holdings as a client gives them. */
export interface GivenHoldings {
  readonly asOf: IsoDate;
  readonly cash: string | number;
  readonly holdings: readonly {
    readonly ticker: Ticker;
    readonly quantity: string | number;
    readonly averageCost: string | number | null;
  }[];
}

export interface HoldingToSet {
  readonly stock: KnownStock;
  /** Whole shares, above 0. */
  readonly quantity: bigint;
  /** ₹ for all shares, in units of MONEY; null: not given. */
  readonly totalCost: bigint | null;
}

/** Cash and holdings that a portfolio is to have at the end of a day. */
export interface HoldingsToSet {
  readonly asOf: IsoDate;
  readonly cash: bigint;
  /** By ticker. */
  readonly holdings: ReadonlyMap<Ticker, HoldingToSet>;
}

/**
 * Checks cash and holdings. A holding of no shares is one that is not held.
 *
 * @param today in India
 * @throws UserError naming the first part that is wrong
 */
export function requireHoldings(
  { asOf, cash, holdings }: GivenHoldings,
  known: KnownStocks,
  today: IsoDate,
): HoldingsToSet {
  if (asOf > today) {
    throw new UserError(
      `Expected asOf up to today in India (${today}), got ${asOf}: give the day of the holdings.`,
    );
  }
  if (holdings.length > MOST_HOLDINGS) {
    throw new UserError(
      `Expected at most ${MOST_HOLDINGS} holdings, got ${holdings.length}: divide the portfolio.`,
    );
  }
  const named = new Set<Ticker>();
  const held = new Map<Ticker, HoldingToSet>();
  for (const { ticker: symbol, quantity: shares, averageCost } of holdings) {
    const stock = requireStock(symbol, 'the holdings', known);
    const { ticker } = stock;
    if (named.has(ticker)) {
      throw new UserError(`Expected each stock once among the holdings, got ${ticker} twice: add them up.`);
    }
    named.add(ticker);
    const quantity = requireUnits(shares, `a quantity of ${ticker}`, SHARES);
    const average =
      averageCost === null ? null : requireUnits(averageCost, `an averageCost of ${ticker}`, MONEY_FROM_ZERO);
    if (quantity === 0n) continue;
    held.set(ticker, { stock, quantity, totalCost: average === null ? null : quantity * average });
  }
  return { asOf, cash: requireUnits(cash, 'cash', ANY_MONEY), holdings: held };
}
