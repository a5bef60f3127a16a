import { ceilDivided } from '../money/division.js';
import { magnitude } from '../money/magnitude.js';
import { decimalText, MONEY, perOne } from '../money/units.js';
import type { RebalanceAnswer } from './answer.js';
import { reportOf } from './driftReport.js';
import type { Position } from './position.js';
import { VALUES_PER_MONEY } from './positionsOf.js';
import type { RebalanceProblem } from './problem.js';
import type { Found } from './search.js';
import { tradesOf } from './tradesOf.js';

const PAISA = perOne(MONEY) / 100n;

/** What an answer with shares has that others have not. */
type Done = Omit<RebalanceAnswer, 'infeasible' | 'marketValue' | 'cashBefore' | 'before'>;

/**
 * Returns the trades to the shares that were found, and what follows from them.
 *
 * @param positions by ticker, as are the shares
 * @param marketValue before trading, in units of MONEY
 */
export function doneAnswer(
  problem: RebalanceProblem,
  positions: readonly Position[],
  marketValue: bigint,
  { gap, isOptimal, nodes, shares }: Found,
): Done {
  const { cash, cashFloor } = problem;
  const trades = tradesOf(positions, shares, problem.costs);
  const quantities = new Map(positions.map(({ held, ticker }, index) => [ticker, shares[index] ?? held]));
  const costs = trades.reduce((sum, trade) => sum + trade.costs, 0n);
  const sold = trades.reduce((sum, { side, value }) => (side === 'SELL' ? sum + value : sum - value), 0n);
  const cashAfter = cash + sold - costs;
  const objective = positions
    .filter(({ isTradable }) => isTradable)
    .map(({ price, ticker, wanted }) => wanted - (quantities.get(ticker) ?? 0n) * price * VALUES_PER_MONEY)
    .reduce((sum, distance) => sum + magnitude(distance), 0n);
  const isShort = cashAfter < cashFloor;
  const nearer = gap === null ? null : ceilDivided(gap, PAISA * VALUES_PER_MONEY) * PAISA;
  let message: string | null = null;
  if (isShort) {
    message = `Nothing is traded, because every position stands within its band; the cash of ${rupees(cashAfter)} is below the floor of ${rupees(cashFloor)}.`;
  } else if (!isOptimal && nearer !== null) {
    message = `The search ended after ${nodes} nodes: the best answer may be ${rupees(nearer)} nearer to the targets.`;
  }
  return {
    status: 'DONE',
    reason: isShort ? 'CASH_BELOW_FLOOR' : null,
    message,
    cashAfter,
    costs,
    objective,
    optimal: isOptimal,
    nodes,
    gap: nearer,
    after: reportOf(positions, marketValue, quantities),
    quantities,
    trades,
  };
}

const rupees = (amount: bigint): string => `₹${decimalText(amount, MONEY, 2)}`;
