import { hash } from 'node:crypto';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { requireUser } from '../apiKey/requireUser.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { Portfolio, PORTFOLIO_IDS, PortfolioConnection } from './portfolio.js';
import { PortfolioFilter, portfolioSelection } from './portfolioFilter.js';
import { portfolioListing, portfolioLoader } from './portfolioLoaders.js';

const PAGE = 50;

@Resolver()
export class PortfolioQueries {
  @Query(() => PortfolioConnection, { description: 'Portfolios of the caller, the newest first.' })
  async portfolios(
    @Arg('filter', () => PortfolioFilter, {
      nullable: true,
      description: 'The portfolios to list; null: all.',
    })
    filter: PortfolioFilter | null | undefined,
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the portfolios of all users, which needs the scope EVERYBODYS_READ.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<PortfolioConnection> {
    const owners = ofEverybody ? 'EVERYBODY' : requireUser(context.caller);
    const selection = portfolioSelection(owners, filter, context);
    const { search, modelId, holds } = selection;
    const digest = hash('sha256', JSON.stringify([search, modelId, holds])).slice(0, 16);
    const list = { name: 'portfolios', of: { ofEverybody, filter: digest } };
    const listing = context.loaders.get(portfolioListing);
    const page = await listedPage(
      listing,
      selection,
      list,
      { first, after, last, before },
      PAGE,
      context,
      (row) => new Portfolio(row),
    );
    return new PortfolioConnection(page, () => listing.count(selection));
  }

  @Query(() => Portfolio, {
    nullable: true,
    description: 'A portfolio of the caller by its id; null where there is none.',
  })
  async portfolio(
    @Arg('id', () => ID, { description: 'Id of the portfolio.' }) id: string,
    @Ctx() { caller, loaders }: GraphqlContext,
  ): Promise<Portfolio | null> {
    const number = decodeId(PORTFOLIO_IDS, id);
    if (number === null || caller.user === null) return null;
    const key = { owners: caller.user.id, id: number, mayBeDeleted: false };
    const row = await loaders.get(portfolioLoader).load(key);
    return row && new Portfolio(row);
  }
}
