import { perOne, RATE } from '../money/units.js';
import { distanceOf, type Choice } from './choice.js';
import { VALUES_PER_MONEY } from './positionsOf.js';
import type { TradeCosts } from './problem.js';
import type { Step } from './steps.js';

const ONE = perOne(RATE);

/** Fewer shares of a position, all at the same distance for each. */
export interface FewerShares extends Step {
  /** What they free in cash without rounding, in units of MONEY × RATE. */
  readonly amount: bigint;
  /** What they add to the distance, in units of VALUE. */
  readonly distance: bigint;
  readonly shares: bigint;
  /** Whether they are not bought; else they are sold. */
  readonly isBought: boolean;
  /** In units of MONEY. */
  readonly value: bigint;
}

/**
 * Returns what a position can give up, in order: the first share, which may come nearer to the target again from above; then
 * shares that are not bought; then shares that are sold.
 */
export function givingUp(choice: Choice, costs: TradeCosts): readonly FewerShares[] {
  const { position, preferred, spans } = choice;
  const { held, price } = position;
  const fewest = spans[0]?.from ?? preferred;
  const of = (shares: bigint, isBought: boolean, distance: bigint): FewerShares => ({
    amount: shares * price * (ONE + (isBought ? costs.buyRate : -costs.sellRate)),
    distance,
    shares,
    isBought,
    value: shares * price,
  });
  if (fewest >= preferred) return [];
  const far = price * VALUES_PER_MONEY;
  const first = of(1n, preferred > held, distanceOf(choice, preferred - 1n) - distanceOf(choice, preferred));
  const rest = preferred - 1n;
  const turn = rest < held ? rest : fewest > held ? fewest : held;
  const bought = of(rest - turn, true, (rest - turn) * far);
  const sold = of(turn - fewest, false, (turn - fewest) * far);
  return [first, bought, sold].filter(({ shares }) => shares > 0n);
}
