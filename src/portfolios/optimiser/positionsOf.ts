import type { Ticker } from '../../scoring/names.js';
import { ceilDivided, floorDivided } from '../money/division.js';
import { MONEY, perOne, VALUE } from '../money/units.js';
import { stocksOf } from './marketValue.js';
import type { Place, Position } from './position.js';
import type { RebalanceProblem } from './problem.js';

/** Units of VALUE in a unit of MONEY. */
export const VALUES_PER_MONEY = perOne(VALUE - MONEY);

/** Where no band is given: holdings outside the model, which have a target of 0. */
const NO_WIDTH = { low: 0n, high: 0n };

/**
 * Returns the positions of the model and the other holdings, by ticker.
 *
 * @param marketValue before trading, above 0, in units of MONEY; every stock has a price
 */
export function positionsOf(problem: RebalanceProblem, marketValue: bigint): readonly Position[] {
  return stocksOf(problem).map((ticker) => positionOf(problem, marketValue, ticker));
}

function positionOf(problem: RebalanceProblem, marketValue: bigint, ticker: Ticker): Position {
  const price = problem.prices.get(ticker) ?? 0n;
  const held = problem.holdings.get(ticker) ?? 0n;
  const target = problem.targets.get(ticker) ?? 0n;
  const { low, high } = problem.bands.get(ticker) ?? NO_WIDTH;
  const lower = target > low ? target - low : 0n;
  const upper = target + high;
  const share = price * VALUES_PER_MONEY;
  const place = placeOf(held * share, marketValue * lower, marketValue * upper);
  const inModel = problem.targets.has(ticker);
  const isFrozen = problem.frozen.has(ticker);
  const isTradable = !isFrozen && (inModel || problem.outside === 'SELL');
  const neverBuy = problem.neverBuy.has(ticker);
  return {
    ticker,
    price,
    held,
    target,
    lower,
    upper,
    wanted: marketValue * target,
    fewest: ceilDivided(marketValue * lower, share),
    most: floorDivided(marketValue * upper, share),
    place,
    inModel,
    isFrozen,
    neverBuy,
    isTradable,
    isBlocked: isTradable && neverBuy && place === 'BELOW',
  };
}

/** Returns where a value stands to the ends of its band, all in units of VALUE. */
export function placeOf(value: bigint, lower: bigint, upper: bigint): Place {
  if (value < lower) return 'BELOW';
  return value > upper ? 'ABOVE' : 'INSIDE';
}
