import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { stockNamed } from '../portfolio/stockNamed.js';
import { Stock } from '../stock/stock.js';
import { IntelligenceItem } from './intelligenceItem.js';

@Resolver(() => IntelligenceItem)
export class IntelligenceItemResolver {
  @FieldResolver(() => [Stock], { description: 'The companies that it is about, by ticker.' })
  stocks(@Root() { tickers }: IntelligenceItem, @Ctx() context: GraphqlContext): Promise<readonly Stock[]> {
    return Promise.all(tickers.map((ticker) => stockNamed(ticker, context)));
  }
}
