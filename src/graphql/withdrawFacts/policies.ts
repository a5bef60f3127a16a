import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const WITHDRAW_FACTS_POLICIES: Policies = {
  'Mutation.withdrawFacts': { access: 'MARKET_WRITE', freshness: 'VOLATILE', cost: 20 },
  ...inherited('Withdrawn', ['dataset', 'rescoreQueued', 'rows', 'touchesFrom']),
};
