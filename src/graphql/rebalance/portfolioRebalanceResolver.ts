import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AnswerReports } from '../../portfolios/rebalances/portfolioAnswer.js';
import type { GraphqlContext } from '../context.js';
import { codedError } from '../codedError.js';
import { DriftReport } from '../portfolio/driftReport.js';
import { Portfolio } from '../portfolio/portfolio.js';
import { portfolioLoader } from '../portfolio/portfolioLoaders.js';
import { Infeasibility } from './infeasibility.js';
import { PortfolioRebalance } from './portfolioRebalance.js';
import { reportsLoader, tradesLoader } from './rebalanceLoaders.js';
import { Transaction } from './transaction.js';

const OF_VALUE = 'Fractions are of the value before trading.';

@Resolver(() => PortfolioRebalance)
export class PortfolioRebalanceResolver {
  @FieldResolver(() => Portfolio, { description: 'The portfolio as it is now; it may be deleted.' })
  async portfolio(
    @Root() { ownerId: owners, portfolioId: id }: PortfolioRebalance,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Portfolio> {
    const key = { owners, id, mayBeDeleted: true };
    const row = await loaders.get(portfolioLoader).load(key);
    if (row !== null) return new Portfolio(row);
    throw codedError('NOT_FOUND', 'Expected the portfolio of a rebalance, got one that is gone: ask again.', {
      status: 404,
    });
  }

  @FieldResolver(() => DriftReport, {
    nullable: true,
    description: `How positions stood before trading; null where a price is missing, or there is no value. ${OF_VALUE}`,
  })
  async before(@Root() one: PortfolioRebalance, @Ctx() context: GraphqlContext): Promise<DriftReport | null> {
    const { before } = await reportsOf(one, context);
    return before && new DriftReport(before);
  }

  @FieldResolver(() => DriftReport, {
    nullable: true,
    description: `How positions would stand after trading; null unless DONE. ${OF_VALUE}`,
  })
  async after(@Root() one: PortfolioRebalance, @Ctx() context: GraphqlContext): Promise<DriftReport | null> {
    const { after } = await reportsOf(one, context);
    return after && new DriftReport(after);
  }

  @FieldResolver(() => [Infeasibility], {
    description: 'What stands in the way where it is INFEASIBLE; else empty.',
  })
  async infeasible(
    @Root() one: PortfolioRebalance,
    @Ctx() context: GraphqlContext,
  ): Promise<readonly Infeasibility[]> {
    const { infeasible } = await reportsOf(one, context);
    return infeasible.map((part) => new Infeasibility(part));
  }

  @FieldResolver(() => [Transaction], {
    description:
      'What to trade: sales first, then by ticker. Empty unless DONE, and where nothing is to be traded.',
  })
  async transactions(
    @Root() { portfolioId, rest }: PortfolioRebalance,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly Transaction[]> {
    const { rebalanceId, whole } = rest;
    const trades =
      rebalanceId === null
        ? whole.trades
        : await loaders.get(tradesLoader).load({ rebalanceId, portfolioId });
    return trades.map((trade) => new Transaction(trade));
  }
}

async function reportsOf(
  { portfolioId, rest }: PortfolioRebalance,
  { loaders }: Pick<GraphqlContext, 'loaders'>,
): Promise<AnswerReports> {
  const { rebalanceId, whole } = rest;
  return rebalanceId === null ? whole.reports : loaders.get(reportsLoader).load({ rebalanceId, portfolioId });
}
