import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { Profile } from './profile.js';
import { profileLoader } from './profileLoader.js';

@Resolver(() => Stock)
export class StockProfile {
  @FieldResolver(() => Profile, { description: 'What the company is, as it is known today.' })
  async profile(
    @Root() { stockId, ticker }: Stock,
    @Ctx() { loaders, snapshot }: GraphqlContext,
  ): Promise<Profile> {
    const tickers = [...(snapshot.listings.get(ticker) ?? [ticker])].sort((a, b) => rankOf(a) - rankOf(b));
    const spans = tickers.flatMap((one) => snapshot.symbols.spansOf(one).slice(0, -1));
    const formerTickers = [...new Set(spans.sort((a, b) => a.to - b.to).map((span) => span.ticker))];
    return new Profile(ticker, await loaders.get(profileLoader).load(stockId), { tickers, formerTickers });
  }
}

/** NSE before BSE. */
const rankOf = (ticker: Ticker): number => (ticker.endsWith('.NS') ? 0 : 1);
