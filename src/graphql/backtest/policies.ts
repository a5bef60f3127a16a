import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Sessions of 20 years. */
const POINTS = 5_000;

export const BACKTEST_POLICIES: Policies = {
  'Query.backtests': {
    access: 'WHAT_IF',
    scopesOfArguments: { ofEverybody: { true: 'EVERYBODYS_READ' } },
    freshness: 'VOLATILE',
    cost: rowsOfPage,
    reads: 1,
  },
  'Mutation.startBacktest': { access: 'WHAT_IF', freshness: 'VOLATILE', cost: 100 },
  'Subscription.backtestProgress': { access: 'WHAT_IF', freshness: 'VOLATILE', cost: 1, reads: 1 },
  'Backtest.points': { access: 'INHERIT', freshness: 'INHERIT', size: POINTS, cost: 1, reads: 1 },
  ...connectionPolicies('Backtest', { cost: 1, reads: 1 }),
  ...inherited(
    'Backtest',
    [
      'annualReturn',
      'benchmark',
      'costs',
      'createdAt',
      'from',
      'id',
      'maxDrawdown',
      'mode',
      'owner',
      'progress',
      'randomMedian',
      'randomShareBeaten',
      'status',
      'to',
      'totalReturn',
      'turnover',
      'volatility',
    ],
    { error: 400, methodName: 100 },
  ),
};
