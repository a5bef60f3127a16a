import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { PositionDriftResolver } from './driftReport.js';
import { HoldingResolver } from './holding.js';
import { holdingsLoaders } from './holdingsLoaders.js';
import { JOURNAL_ENTRY_IDS } from './journalEntry.js';
import { JournalEntryResolver } from './journalEntryResolver.js';
import { journalOf } from './journalOf.js';
import { encodeId } from '../ids.js';
import { PORTFOLIO_POLICIES } from './policies.js';
import { Portfolio, PORTFOLIO_IDS } from './portfolio.js';
import { PortfolioDrift } from './portfolioDrift.js';
import { PortfolioJournal } from './portfolioJournal.js';
import { portfolioLoader } from './portfolioLoaders.js';
import { PortfolioMutations } from './portfolioMutations.js';
import { PortfolioPerformance } from './portfolioPerformance.js';
import { PortfolioQueries } from './portfolioQueries.js';
import { PortfolioResolver } from './portfolioResolver.js';
import { PortfolioRiskOf, PortfolioRiskResolver } from './portfolioRiskResolvers.js';
import { PortfolioValuation } from './portfolioValuation.js';
import {
  DroppedShareResolver,
  UnbookedActionResolver,
  UncoveredEntryResolver,
  ValuationResolver,
  ValuedHoldingResolver,
} from './valuationResolvers.js';

export const portfolioNoun: Noun = {
  resolvers: [
    PortfolioQueries,
    PortfolioMutations,
    PortfolioResolver,
    PortfolioValuation,
    PortfolioDrift,
    PortfolioPerformance,
    PortfolioRiskOf,
    PortfolioJournal,
    HoldingResolver,
    ValuationResolver,
    ValuedHoldingResolver,
    DroppedShareResolver,
    UnbookedActionResolver,
    UncoveredEntryResolver,
    PositionDriftResolver,
    PortfolioRiskResolver,
    JournalEntryResolver,
  ],
  policies: PORTFOLIO_POLICIES,
  owned: { Portfolio: 'PORTFOLIOS_READ', JournalEntry: 'PORTFOLIOS_READ' },
  nodes: [
    nodeKind(PORTFOLIO_IDS, 'PORTFOLIOS_READ', async (id, { caller, loaders }) => {
      if (caller.user === null) return null;
      const key = { owners: caller.user.id, id, mayBeDeleted: false };
      const row = await loaders.get(portfolioLoader).load(key);
      return row && new Portfolio(row);
    }),
    nodeKind(JOURNAL_ENTRY_IDS, 'PORTFOLIOS_READ', async (key, { caller, loaders }) => {
      if (caller.user === null) return null;
      const { portfolioId: id } = key;
      const row = await loaders
        .get(portfolioLoader)
        .load({ owners: caller.user.id, id, mayBeDeleted: false });
      if (row === null) return null;
      const book = await loaders.get(holdingsLoaders).books.load(id);
      const wanted = encodeId(JOURNAL_ENTRY_IDS, key);
      return journalOf(id, book).find((entry) => entry.id === wanted) ?? null;
    }),
  ],
};
