import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { stockNamed } from './stockNamed.js';
import { DroppedShare, UnbookedActionOf, UncoveredEntryOf, Valuation, ValuedHolding } from './valuation.js';

const STOCK = 'The stock, as it is known today.';

@Resolver(() => Valuation)
export class ValuationResolver {
  @FieldResolver(() => [Stock], {
    description: 'Holdings without a price, because they have no bar by then.',
  })
  missing(@Root() { missingTickers }: Valuation, @Ctx() context: GraphqlContext): Promise<readonly Stock[]> {
    return Promise.all(missingTickers.map((ticker) => stockNamed(ticker, context)));
  }
}

@Resolver(() => ValuedHolding)
export class ValuedHoldingResolver {
  @FieldResolver(() => Stock, { description: STOCK })
  stock(@Root() { ticker }: ValuedHolding, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}

@Resolver(() => DroppedShare)
export class DroppedShareResolver {
  @FieldResolver(() => Stock, { description: STOCK })
  stock(@Root() { ticker }: DroppedShare, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}

@Resolver(() => UnbookedActionOf)
export class UnbookedActionResolver {
  @FieldResolver(() => Stock, { description: STOCK })
  stock(@Root() { ticker }: UnbookedActionOf, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}

@Resolver(() => UncoveredEntryOf)
export class UncoveredEntryResolver {
  @FieldResolver(() => Stock, { description: STOCK })
  stock(@Root() { ticker }: UncoveredEntryOf, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}
