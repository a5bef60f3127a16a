import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { requireWatched } from '../../companies/watchlist/requireWatched.js';
import { MOST_WATCHED } from '../../companies/watchlist/watchlists.js';
import type { Ticker } from '../../scoring/names.js';
import { actorIn } from '../actorIn.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { TickerScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';

@Resolver()
export class WatchlistMutations {
  @Mutation(() => [Stock], {
    description:
      "Replaces the caller's watch-list as a whole, and returns it. A ticker that no company has refuses all of it.",
  })
  async setWatchlist(
    @Arg('tickers', () => [TickerScalar], {
      description:
        `The stocks to watch, in the order of the list, at most ${MOST_WATCHED}; none empties it. A former symbol means the ` +
        'company that had it, unless another one has it today. A stock that is named twice is taken once.',
    })
    tickers: readonly Ticker[],
    @Ctx() { caller, reads, snapshot, watchlists }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly Stock[]> {
    const owner = requireUser(caller);
    const companies = requireWatched(tickers, (ticker) => snapshot.company(ticker));
    const stockIds = companies.map(({ stock_id }) => stock_id);
    await watchlists.set(owner, stockIds, actorIn(caller, info), reads.signal);
    return companies.map((company) => new Stock(company));
  }
}
