import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { Portfolio } from '../portfolio/portfolio.js';
import { RebalanceConnection } from './rebalance.js';
import { ALL_REBALANCES } from './rebalanceFilter.js';
import { REBALANCES_PAGE, rebalancesPage } from './rebalancesPage.js';

/** The rebalances of a portfolio. */
@Resolver(() => Portfolio)
export class PortfolioRebalances {
  @FieldResolver(() => RebalanceConnection, {
    description: 'Rebalances with this portfolio, the newest first, in every state.',
  })
  async rebalances(
    @Root() { row: { id, owner } }: Portfolio,
    @Arg('first', () => Int, { nullable: true, defaultValue: REBALANCES_PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RebalanceConnection> {
    // They belong to the owner of the portfolio, who may be another than the caller where that reads everybody's.
    const of = {
      owners: owner.id,
      conditions: { ...ALL_REBALANCES, portfolioId: id },
    };
    const list = { name: 'portfolioRebalances', of: { portfolio: id } };
    return rebalancesPage(of, list, { first, after, last, before }, context, info);
  }
}
