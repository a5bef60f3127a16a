import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Trades of a portfolio in a rebalance as it usually is, and positions of a model. */
const TRADES = 20;
/** Portfolios of a rebalance as it usually is: most are of one. */
const PORTFOLIOS = 3;
/** To read a report of drift. */
const REPORT = 10;
/** A rebalance of 100 positions is computed within some 20 ms. */
const COMPUTED = 1_000;

/** What they return belongs to the caller, who has to be allowed to read it. */
const ACCESS = ['PORTFOLIOS_READ', 'PORTFOLIOS_REBALANCE'] as const;

const CHANGE: FieldPolicy = { access: ACCESS, freshness: 'VOLATILE', cost: 100 };

export const REBALANCE_POLICIES: Policies = {
  'Query.rebalances': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  // It takes as much of the processor as a rebalance does, so that it needs the same scope.
  'Query.previewRebalance': {
    access: ACCESS,
    freshness: 'VOLATILE',
    cost: 1_000,
    work: COMPUTED,
    reads: 1,
  },
  'Mutation.rebalancePortfolio': { ...CHANGE, cost: 1_000, work: COMPUTED },
  // A worker computes it, for some portfolios at least.
  'Mutation.rebalanceModel': { ...CHANGE, work: 2 * COMPUTED },
  'Mutation.confirmRebalance': { ...CHANGE, cost: 1_000 },
  'Mutation.cancelRebalance': CHANGE,
  'Mutation.deleteRebalance': CHANGE,
  'Subscription.rebalanceProgress': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE' },
  'Portfolio.rebalances': { access: 'INHERIT', freshness: 'INHERIT', cost: rowsOfPage, reads: 1 },
  // It is counted by the statement of the page.
  ...connectionPolicies('Rebalance', { cost: 1 }),
  ...inherited(
    'Rebalance',
    [
      'asOf',
      'confirmedAt',
      'createdAt',
      'finishedAt',
      'id',
      'mode',
      'modelVersion',
      'requestedBy',
      'status',
      'version',
    ],
    { error: 200 },
  ),
  // Both are read with a rebalance of a list; those of one that was changed or found by `node`, by one more statement.
  'Rebalance.model': { access: 'INHERIT', freshness: 'INHERIT', cost: TRADES },
  'Rebalance.portfolios': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: PORTFOLIOS,
    cost: PORTFOLIOS,
  },
  ...inherited('PortfolioRebalance', ['optimal', 'reason', 'status'], {
    cashAfter: 24,
    cashBefore: 24,
    costs: 24,
    gap: 24,
    marketValue: 24,
    message: 200,
    objective: 28,
  }),
  'PortfolioRebalance.portfolio': { access: 'INHERIT', freshness: 'INHERIT', cost: 1 },
  // A report is one row, whose positions are read as JSON.
  'PortfolioRebalance.before': { access: 'INHERIT', freshness: 'INHERIT', work: REPORT },
  'PortfolioRebalance.after': { access: 'INHERIT', freshness: 'INHERIT', work: REPORT },
  'PortfolioRebalance.infeasible': { access: 'INHERIT', freshness: 'INHERIT', size: 5 },
  'PortfolioRebalance.transactions': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: TRADES,
    cost: TRADES,
  },
  ...inherited('Infeasibility', ['lower', 'smallestBand', 'stock', 'upper'], { message: 300, shortfall: 24 }),
  ...inherited('Transaction', ['quantity', 'reason', 'side', 'stock', 'tradeDate'], {
    costs: 24,
    price: 20,
    value: 24,
  }),
};
