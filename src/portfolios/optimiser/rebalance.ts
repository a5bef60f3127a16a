import { decimalText, MONEY } from '../money/units.js';
import type { RebalanceAnswer } from './answer.js';
import { choiceOf } from './choiceOf.js';
import { choose } from './choose.js';
import { doneAnswer } from './doneAnswer.js';
import { reportOf } from './driftReport.js';
import { emptyBands } from './emptyBands.js';
import { NOTHING_ELSE } from './infeasibility.js';
import { marketValueOf, unpriced } from './marketValue.js';
import { positionsOf } from './positionsOf.js';
import type { RebalanceProblem } from './problem.js';
import { requireRight } from './requireRight.js';
import type { SearchBounds } from './searchBounds.js';
import { shortOfCash } from './shortOfCash.js';

/** What a rebalance without an answer has. */
const NOTHING = {
  reason: null,
  message: null,
  infeasible: [],
  marketValue: null,
  cashAfter: null,
  costs: null,
  objective: null,
  optimal: true,
  nodes: 0,
  gap: null,
  before: null,
  after: null,
  quantities: null,
  trades: [],
} as const;

/**
 * Returns what to trade, so that each position stands within its band and as near to its target as whole shares and the cash
 * allow (docs/portfolios.md). The same problem has the same answer, whatever the order of its maps.
 *
 * @throws Error where the answer does not pass its check: nothing of it may be traded
 */
export function rebalance(problem: RebalanceProblem, bounds: SearchBounds = {}): RebalanceAnswer {
  const nothing = { ...NOTHING, cashBefore: problem.cash };
  const marketValue = marketValueOf(problem);
  if (marketValue === null) return { ...nothing, ...withoutPrice(problem) };
  if (marketValue <= 0n) {
    const message = `Cash and holdings together are worth ${rupees(marketValue)}: there is nothing to rebalance.`;
    return { ...nothing, status: 'SKIPPED', reason: 'NO_VALUE', message, marketValue };
  }
  const positions = positionsOf(problem, marketValue);
  const before = reportOf(positions, marketValue, problem.holdings);
  const known = { ...nothing, marketValue, before };
  const infeasible = { ...known, status: 'INFEASIBLE' } as const;
  const empty = emptyBands(positions, marketValue);
  if (empty.length > 0) {
    const message = empty.map(({ message }) => message).join(' ');
    return { ...infeasible, reason: 'INFEASIBLE_BAND', message, infeasible: empty };
  }
  const chosen = choose(
    positions.map((position) => choiceOf(position, problem)),
    problem,
    bounds,
  );
  if ('shortfall' in chosen) {
    return { ...infeasible, reason: 'INFEASIBLE_CASH', ...shortOfCash(problem, positions, chosen.shortfall) };
  }

  const answer = { ...known, ...doneAnswer(problem, positions, marketValue, chosen) };
  requireRight(problem, positions, answer);
  return answer;
}

function withoutPrice(
  problem: RebalanceProblem,
): Pick<RebalanceAnswer, 'status' | 'reason' | 'message' | 'infeasible'> {
  const missing = unpriced(problem);
  return {
    status: 'FAILED',
    reason: 'PRICE_MISSING',
    message: `Expected a price of each stock, got none of ${missing.join(', ')}: record their bars, or take them out.`,
    infeasible: missing.map((ticker) => ({ ...NOTHING_ELSE, ticker, message: `${ticker} has no price.` })),
  };
}

const rupees = (amount: bigint): string => `₹${decimalText(amount, MONEY, 2)}`;
