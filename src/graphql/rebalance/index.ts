import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { REBALANCE_POLICIES } from './policies.js';
import { PortfolioRebalanceResolver } from './portfolioRebalanceResolver.js';
import { Rebalance, REBALANCE_IDS } from './rebalance.js';
import { NO_PARTS } from './rebalanceParts.js';
import { rebalanceLoader } from './rebalanceLoaders.js';
import { RebalanceMutations } from './rebalanceMutations.js';
import { RebalanceQueries } from './rebalanceQueries.js';
import { PortfolioRebalances } from './portfolioRebalances.js';
import { RebalanceResolver } from './rebalanceResolver.js';
import { InfeasibilityResolver, TransactionResolver } from './stocksOfRebalance.js';
import { RebalanceSubscriptions } from './rebalanceSubscriptions.js';

export const rebalanceNoun: Noun = {
  resolvers: [
    RebalanceQueries,
    RebalanceMutations,
    RebalanceSubscriptions,
    RebalanceResolver,
    PortfolioRebalanceResolver,
    TransactionResolver,
    InfeasibilityResolver,
    PortfolioRebalances,
  ],
  policies: REBALANCE_POLICIES,
  owned: { Rebalance: 'PORTFOLIOS_READ', PortfolioRebalance: 'PORTFOLIOS_READ' },
  nodes: [
    nodeKind(REBALANCE_IDS, 'PORTFOLIOS_READ', async (id, { caller, loaders }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(rebalanceLoader).load({ owners: caller.user.id, id, parts: NO_PARTS });
      return row && new Rebalance(row);
    }),
  ],
};
