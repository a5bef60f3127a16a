import type { GraphQLResolveInfo } from 'graphql';
import { asksFor } from '../asksFor.js';

/** What an operation asks of rebalances in addition to their own columns. */
export interface RebalanceParts {
  readonly model: boolean;
  readonly answers: boolean;
  /** Of these, what answers have in addition. */
  readonly portfolio: boolean;
  readonly reports: boolean;
  readonly trades: boolean;
}

/**
 * Returns what an operation asks of the rebalances of a field, so that it is read with them. What was not foreseen is read by
 * one more statement.
 */
export const partsIn = (info: GraphQLResolveInfo): RebalanceParts => ({
  model: asksFor(info, ['model']),
  answers: asksFor(info, ['portfolios']),
  portfolio: asksFor(info, ['portfolio']),
  reports: asksFor(info, ['before', 'after', 'infeasible']),
  trades: asksFor(info, ['transactions']),
});

/** Where nothing is known of what is asked. */
export const NO_PARTS: RebalanceParts = {
  model: false,
  answers: false,
  portfolio: false,
  reports: false,
  trades: false,
};
