import { cashOf, mostCashOf, type Choice } from './choice.js';
import type { RebalanceProblem } from './problem.js';
import { search, type Found } from './search.js';
import type { SearchBounds } from './searchBounds.js';

/** The shares that were chosen; or how much cash is missing, in units of MONEY, with every position at its least. */
export type Chosen = Found | { readonly shortfall: bigint };

/**
 * Chooses the shares of each position: what it prefers where the cash allows, else as near as possible.
 *
 * @param choices by ticker
 */
export function choose(
  choices: readonly Choice[],
  { cash, cashFloor, costs, mode }: RebalanceProblem,
  bounds: SearchBounds,
): Chosen {
  const shares = choices.map(({ preferred }) => preferred);
  const preferred: Found = { shares, nodes: 0, isOptimal: true, gap: null };
  // Outside TO_TARGET the cash alone is no reason to trade.
  if (mode !== 'TO_TARGET' && choices.every(({ position, preferred }) => position.held === preferred))
    return preferred;
  const cashWith = (cashOfOne: (choice: Choice) => bigint, some: readonly Choice[]) =>
    some.reduce((sum, choice) => sum + cashOfOne(choice), cash);
  if (cashWith((choice) => cashOf(choice, choice.preferred, costs), choices) >= cashFloor) return preferred;
  const most = cashWith((choice) => mostCashOf(choice, costs), choices);
  if (most < cashFloor) return { shortfall: cashFloor - most };

  const isOpen = ({ spans: [first, ...others] }: Choice) => others.length > 0 || first?.from !== first?.to;
  const settled = choices.filter((choice) => !isOpen(choice));
  const needed = cashFloor - cashWith((choice) => cashOf(choice, choice.preferred, costs), settled);
  const found = search(choices.filter(isOpen), needed, costs, bounds);
  const left = found.shares.values();
  return {
    ...found,
    shares: choices.map((choice) => (isOpen(choice) ? left.next().value : undefined) ?? choice.preferred),
  };
}
