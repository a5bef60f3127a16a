import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { codedError } from '../codedError.js';
import { Portfolio } from '../portfolio/portfolio.js';
import { portfolioLoader } from '../portfolio/portfolioLoaders.js';
import { PortfolioRebalance } from './portfolioRebalance.js';

@Resolver(() => PortfolioRebalance)
export class PortfolioRebalanceResolver {
  @FieldResolver(() => Portfolio, { description: 'The portfolio as it is now; it may be deleted.' })
  async portfolio(
    @Root() { ownerId: owners, answer: { portfolio, portfolioId: id } }: PortfolioRebalance,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Portfolio> {
    const row = portfolio ?? (await loaders.get(portfolioLoader).load({ owners, id, mayBeDeleted: true }));
    if (row !== null) return new Portfolio(row);
    throw codedError('NOT_FOUND', 'Expected the portfolio of a rebalance, got one that is gone: ask again.', {
      status: 404,
    });
  }
}
