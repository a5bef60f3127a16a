import type { PortfolioStatus } from '../names.js';
import type { WholeAnswer } from './portfolioAnswer.js';

/**
 * Returns the answer of a portfolio for which nothing was computed.
 *
 * @param message why, for its owner
 */
export function withoutTrades(portfolioId: number, status: PortfolioStatus, message: string): WholeAnswer {
  return {
    ...{ portfolioId, status, message, optimal: false, reason: null },
    marketValue: null,
    cashBefore: null,
    cashAfter: null,
    costs: null,
    objective: null,
    gap: null,
    reports: { before: null, after: null, infeasible: [] },
    trades: [],
  };
}
