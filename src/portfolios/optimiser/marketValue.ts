import type { Ticker } from '../../scoring/names.js';
import { PRICE } from './exactBounds.js';
import type { RebalanceProblem } from './problem.js';

/** Returns the stocks that are held, and of the model, by ticker. */
export function stocksOf({ holdings, targets }: RebalanceProblem): readonly Ticker[] {
  const held = [...holdings].filter(([, quantity]) => quantity > 0n).map(([ticker]) => ticker);
  return [...new Set([...targets.keys(), ...held])].sort();
}

/**
 * Returns the stocks of the model and of the holdings that have no price, by ticker. A price below a paisa is none: nothing can
 * be traded at it. A close that is carried over a split may be one.
 */
export const unpriced = (problem: RebalanceProblem): readonly Ticker[] =>
  stocksOf(problem).filter((ticker) => (problem.prices.get(ticker) ?? 0n) < PRICE.least);

/**
 * Returns cash and all holdings at their prices, before trading, in units of MONEY.
 *
 * @returns null where a stock of the model or of the holdings has no price
 */
export function marketValueOf(problem: RebalanceProblem): bigint | null {
  if (unpriced(problem).length > 0) return null;
  let value = problem.cash;
  for (const [ticker, quantity] of problem.holdings) value += quantity * (problem.prices.get(ticker) ?? 0n);
  return value;
}
