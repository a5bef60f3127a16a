import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Stock } from './stock.js';
import { TickerSpan } from './tickerSpan.js';

@Resolver(() => Stock)
export class StockTickers {
  @FieldResolver(() => [TickerSpan], {
    description:
      'All tickers of the stock, the first one first. A former one finds the stock, too, unless another company has ' +
      'it today.',
  })
  tickers(@Root() { ticker }: Stock, @Ctx() { snapshot }: GraphqlContext): TickerSpan[] {
    return snapshot.symbols.spansOf(ticker).map((span) => new TickerSpan(span));
  }
}
