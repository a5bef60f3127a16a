import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Backtest, BACKTEST_IDS } from './backtest.js';
import { backtestLoader } from './backtestLoaders.js';
import { BacktestMutations } from './backtestMutations.js';
import { BacktestQueries } from './backtestQueries.js';
import { BacktestResolver } from './backtestResolver.js';
import { BacktestSubscriptions } from './backtestSubscriptions.js';
import { BACKTEST_POLICIES } from './policies.js';

export const backtestNoun: Noun = {
  resolvers: [BacktestQueries, BacktestMutations, BacktestResolver, BacktestSubscriptions],
  policies: BACKTEST_POLICIES,
  owned: { Backtest: 'WHAT_IF' },
  nodes: [
    nodeKind(BACKTEST_IDS, 'WHAT_IF', async (id, { caller, loaders }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(backtestLoader).load({ owners: caller.user.id, id });
      return row && new Backtest(row);
    }),
  ],
};
