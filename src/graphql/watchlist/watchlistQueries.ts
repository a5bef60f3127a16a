import { Ctx, Query, Resolver } from 'type-graphql';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { watchlistLoader } from './watchlistLoader.js';

@Resolver()
export class WatchlistQueries {
  @Query(() => [Stock], {
    description: "The caller's watch-list, in its order. Nobody else sees it, administrators included.",
  })
  async watchlist(@Ctx() context: GraphqlContext): Promise<readonly Stock[]> {
    const { caller, loaders, snapshot } = context;
    if (caller.user === null) return [];
    const companies = await loaders.get(watchlistLoader).load(caller.user.id);
    const stocks = companies.map((row) => new Stock(snapshot.company(row.ticker) ?? row));
    // Two may have become one company since.
    const byTicker = new Map<Ticker, Stock>();
    for (const stock of stocks) if (!byTicker.has(stock.ticker)) byTicker.set(stock.ticker, stock);
    return [...byTicker.values()];
  }
}
