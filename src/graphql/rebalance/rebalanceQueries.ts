import { hash } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import { requireUser } from '../apiKey/requireUser.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { codedRebalance } from './codedRebalance.js';
import { PortfolioRebalance } from './portfolioRebalance.js';
import { RebalanceConnection } from './rebalance.js';
import { conditionsOf, RebalanceFilter } from './rebalanceFilter.js';
import { RebalanceInput } from './rebalanceInput.js';
import { rebalancesPage, REBALANCES_PAGE } from './rebalancesPage.js';
import { termsOf } from './termsOf.js';

@Resolver()
export class RebalanceQueries {
  @Query(() => RebalanceConnection, {
    description: 'Rebalances of the caller, the newest first, in every state.',
  })
  async rebalances(
    @Arg('filter', () => RebalanceFilter, {
      nullable: true,
      description: 'The rebalances to list; null: all.',
    })
    filter: RebalanceFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: REBALANCES_PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RebalanceConnection> {
    const conditions = conditionsOf(filter);
    const digest = hash('sha256', JSON.stringify(conditions)).slice(0, 16);
    const list = { name: 'rebalances', of: { filter: digest } };
    const of = { owners: requireUser(context.caller), conditions };
    return rebalancesPage(of, list, { first, after, last, before }, context, info);
  }

  @Query(() => PortfolioRebalance, {
    description:
      'What a rebalance would trade; nothing is written. The code is NOT_FOUND where the caller has no such portfolio.',
  })
  async previewRebalance(
    @Arg('input', () => RebalanceInput, { description: 'How to rebalance which portfolio.' })
    input: RebalanceInput,
    @Ctx() { caller, rebalances, reads }: GraphqlContext,
  ): Promise<PortfolioRebalance> {
    const { portfolioId: id, version = null } = input;
    const portfolioId = idOf(PORTFOLIO_IDS, 'a portfolio', id);
    const owner = requireUser(caller);
    const one = { portfolioId, version, terms: termsOf(input) };
    const previewed = reads.outOfTurn(() => rebalances.preview(one, owner, reads.signal));
    const whole = found(await codedRebalance(previewed), 'a portfolio', id, 'portfolios');
    return new PortfolioRebalance({ ...whole, portfolio: null }, owner);
  }
}
