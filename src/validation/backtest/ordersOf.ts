import type { DriftBand, RebalanceProblem, TradeCosts } from '../../portfolios/optimiser/problem.js';
import { rebalance } from '../../portfolios/optimiser/rebalance.js';
import type { SearchBounds } from '../../portfolios/optimiser/searchBounds.js';
import { MONEY, perOne, WEIGHT } from '../../portfolios/money/units.js';
import type { Ticker } from '../../scoring/names.js';
import type { Account } from './account.js';
import type { Quotes } from './quotes.js';

/** A paisa. What is cheaper has no price that could be traded at, and stays as it is. */
const LEAST_PRICE = perOne(MONEY) / 100n;

/** No limit: a position may lie anywhere. */
const WIDE: DriftBand = { low: perOne(WEIGHT), high: perOne(WEIGHT) };

/**
 * Cash is short only where single shares are worth much of the capital. Then the search ends early, so that no portfolio
 * holds up the others.
 */
const BOUNDS: SearchBounds = { nodes: 2_000, patientNodes: 0 };

/**
 * Returns the orders that bring an account as near to its targets as whole shares and its cash allow, at the last prices.
 * Stocks that are taken for delisted, and those without a price, are not bought. Where no answer is found, nothing is ordered.
 *
 * @param targets in units of WEIGHT, in the order in which purchases are made
 * @returns shares to buy, or below 0 to sell: sales first, then purchases in the order of the targets
 */
export function ordersOf(
  targets: ReadonlyMap<Ticker, bigint>,
  account: Account,
  quotes: Quotes,
  costs: TradeCosts,
): ReadonlyMap<Ticker, bigint> {
  const { cash } = account;
  const prices = new Map<Ticker, bigint>();
  for (const ticker of [...account.holdings.keys(), ...targets.keys()]) {
    const price = quotes.priceOf(ticker);
    if (price !== null && price >= LEAST_PRICE) prices.set(ticker, price);
  }
  const holdings = new Map([...account.holdings].filter(([ticker]) => prices.has(ticker)));
  const open = new Map([...targets].filter(([ticker]) => prices.has(ticker) && !quotes.isDelisted(ticker)));
  const problem: RebalanceProblem = {
    prices,
    cash,
    holdings,
    targets: open,
    bands: new Map([...open.keys()].map((ticker) => [ticker, WIDE])),
    costs,
    mode: 'TO_TARGET',
    cashFloor: 0n,
    minTradeValue: 0n,
    outside: 'SELL',
    neverBuy: new Set(),
    frozen: new Set(),
  };
  const { quantities } = rebalance(problem, BOUNDS);
  if (quantities === null) return new Map();
  const changes = (tickers: Iterable<Ticker>) =>
    [...tickers].map(
      (ticker) => [ticker, (quantities.get(ticker) ?? 0n) - (holdings.get(ticker) ?? 0n)] as const,
    );
  return new Map([
    ...changes(holdings.keys()).filter(([, change]) => change < 0n),
    ...changes(open.keys()).filter(([, change]) => change > 0n),
  ]);
}
