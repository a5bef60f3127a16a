import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { requireUser } from '../apiKey/requireUser.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Backtest, BacktestConnection } from './backtest.js';
import { backtestListing } from './backtestLoaders.js';

const PAGE = 20;

@Resolver()
export class BacktestQueries {
  @Query(() => BacktestConnection, {
    description: 'Backtests of models from scores, the newest first, in every state.',
  })
  async backtests(
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the backtests of all users, which needs the scope EVERYBODYS_READ.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<BacktestConnection> {
    const owners = ofEverybody ? 'EVERYBODY' : requireUser(context.caller);
    const list = { name: 'backtests', of: { ofEverybody } };
    const listing = context.loaders.get(backtestListing);
    const asked = { first, after, last, before };
    const page = await listedPage(listing, owners, list, asked, PAGE, context, (row) => new Backtest(row));
    return new BacktestConnection(page, () => listing.count(owners));
  }
}
