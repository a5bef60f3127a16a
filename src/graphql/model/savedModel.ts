import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import type { ModelRow } from '../../portfolios/store/modelRow.js';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { stockNamed } from '../portfolio/stockNamed.js';
import { Stock } from '../stock/stock.js';
import { Model } from './model.js';

@ObjectType('SavedModel', { simpleResolvers: true, description: 'A model as it was saved.' })
export class SavedModel {
  @Field(() => Model, { description: 'The model.' })
  readonly model: Model;

  constructor(
    row: ModelRow,
    readonly droppedTickers: readonly Ticker[],
  ) {
    this.model = new Model(row);
  }
}

@ObjectType('ModelChange', {
  simpleResolvers: true,
  description: 'What the scores of today would change in a model from scores.',
})
export class ModelChange {
  @Field(() => Float, { description: 'The target now; 0: the stock is not in the model.' })
  readonly target: number;

  @Field(() => Float, { description: 'The target that it would have; 0: it would not be in the model.' })
  readonly newTarget: number;

  constructor(
    readonly ticker: Ticker,
    target: number,
    newTarget: number,
  ) {
    this.target = target;
    this.newTarget = newTarget;
  }
}

@Resolver(() => SavedModel)
export class SavedModelResolver {
  @FieldResolver(() => [Stock], {
    description: 'Stocks that were to be in it and are not, because their target is 0.',
  })
  dropped(@Root() { droppedTickers }: SavedModel, @Ctx() context: GraphqlContext): Promise<readonly Stock[]> {
    return Promise.all(droppedTickers.map((ticker) => stockNamed(ticker, context)));
  }
}

@Resolver(() => ModelChange)
export class ModelChangeResolver {
  @FieldResolver(() => Stock, { description: 'The stock, as it is known today.' })
  stock(@Root() { ticker }: ModelChange, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}
