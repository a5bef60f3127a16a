import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Positions of a portfolio that a rebalance usually reports. */
const POSITIONS = 50;
/** Portfolios of a model. */
const PORTFOLIOS = 20;
/** A rebalance of 100 positions is computed within some 20 ms. */
const COMPUTED = 1_000;

const CHANGE: FieldPolicy = { access: 'PORTFOLIOS_REBALANCE', freshness: 'VOLATILE', cost: 100 };

const REPORT: FieldPolicy = { access: 'INHERIT', freshness: 'INHERIT', cost: 1, work: 20, reads: 1 };

export const REBALANCE_POLICIES: Policies = {
  'Query.rebalances': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  // It takes as much of the processor as a rebalance does, so that it needs the same scope.
  'Query.previewRebalance': {
    access: 'PORTFOLIOS_REBALANCE',
    freshness: 'VOLATILE',
    cost: 1_000,
    work: COMPUTED,
    reads: 6,
  },
  'Mutation.rebalancePortfolio': { ...CHANGE, cost: 1_000, work: COMPUTED },
  // It is paid when it is asked for, though a worker computes it.
  'Mutation.rebalanceModel': { ...CHANGE, work: COMPUTED * PORTFOLIOS },
  'Mutation.confirmRebalance': { ...CHANGE, cost: 1_000 },
  'Mutation.cancelRebalance': CHANGE,
  'Mutation.deleteRebalance': CHANGE,
  'Subscription.rebalanceProgress': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE' },
  'Portfolio.rebalances': { access: 'INHERIT', freshness: 'INHERIT', cost: rowsOfPage, reads: 1 },
  ...connectionPolicies('Rebalance', { cost: 1, reads: 1 }),
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
  'Rebalance.model': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
  'Rebalance.portfolios': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: PORTFOLIOS,
    cost: PORTFOLIOS,
    reads: 1,
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
  'PortfolioRebalance.portfolio': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
  'PortfolioRebalance.before': REPORT,
  'PortfolioRebalance.after': REPORT,
  'PortfolioRebalance.infeasible': { ...REPORT, size: 5 },
  'PortfolioRebalance.transactions': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: POSITIONS,
    cost: POSITIONS,
    reads: 1,
  },
  ...inherited('Infeasibility', ['lower', 'smallestBand', 'stock', 'upper'], { message: 300, shortfall: 24 }),
  ...inherited('Transaction', ['quantity', 'reason', 'side', 'stock', 'tradeDate'], {
    costs: 24,
    price: 20,
    value: 24,
  }),
};
