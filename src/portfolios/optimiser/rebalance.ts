import { magnitude } from '../money/magnitude.js';
import { decimalText, MONEY, perOne } from '../money/units.js';
import type { RebalanceAnswer } from './answer.js';
import { choiceOf } from './choiceOf.js';
import { choose } from './choose.js';
import { reportOf } from './driftReport.js';
import { emptyBands } from './emptyBands.js';
import { NOTHING_ELSE } from './infeasibility.js';
import { marketValueOf, unpriced } from './marketValue.js';
import { positionsOf, VALUES_PER_MONEY } from './positionsOf.js';
import type { RebalanceProblem } from './problem.js';
import { requireRight } from './requireRight.js';
import type { SearchBounds } from './searchBounds.js';
import { shortOfCash } from './shortOfCash.js';
import { tradesOf } from './tradesOf.js';
import { ceilDivided } from '../money/division.js';

const PAISA = perOne(MONEY) / 100n;

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
  const { cash, cashFloor, costs } = problem;
  const nothing = { ...NOTHING, cashBefore: cash };
  const marketValue = marketValueOf(problem);
  if (marketValue === null) return { ...nothing, ...withoutPrice(problem) };
  if (marketValue <= 0n) {
    const message = `Cash and holdings together are worth ${rupees(marketValue)}: there is nothing to rebalance.`;
    return { ...nothing, status: 'SKIPPED', reason: 'NO_VALUE', message, marketValue };
  }
  const positions = positionsOf(problem, marketValue);
  const before = reportOf(positions, marketValue, problem.holdings);
  const infeasible = { ...nothing, status: 'INFEASIBLE', marketValue, before } as const;
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

  const { gap, isOptimal, nodes, shares } = chosen;
  const trades = tradesOf(positions, shares, costs);
  const quantities = new Map(positions.map(({ held, ticker }, index) => [ticker, shares[index] ?? held]));
  const spent = trades.reduce((sum, trade) => sum + trade.costs, 0n);
  const cashAfter = trades.reduce(
    (sum, { side, value }) => (side === 'SELL' ? sum + value : sum - value),
    cash - spent,
  );
  const isShort = trades.length === 0 && cashAfter < cashFloor;
  const answer: RebalanceAnswer = {
    ...nothing,
    status: 'DONE',
    reason: isShort ? 'CASH_BELOW_FLOOR' : null,
    message: isShort
      ? `Nothing is traded, because every position stands within its band; the cash of ${rupees(cashAfter)} is below the floor of ${rupees(cashFloor)}.`
      : null,
    marketValue,
    cashAfter,
    costs: spent,
    objective: positions.reduce(
      (sum, { isTradable, price, ticker, wanted }) =>
        isTradable
          ? sum + magnitude(wanted - (quantities.get(ticker) ?? 0n) * price * VALUES_PER_MONEY)
          : sum,
      0n,
    ),
    optimal: isOptimal,
    nodes,
    gap: gap === null ? null : ceilDivided(gap, PAISA * VALUES_PER_MONEY) * PAISA,
    before,
    after: reportOf(positions, marketValue, quantities),
    quantities,
    trades,
  };
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
