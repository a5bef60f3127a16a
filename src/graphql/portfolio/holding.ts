import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import type { HeldStock } from '../../portfolios/journal/portfolioState.js';
import { rounded } from '../../portfolios/money/rounded.js';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { DecimalScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { moneyText } from './moneyText.js';
import { stockNamed } from './stockNamed.js';

@ObjectType('Holding', { simpleResolvers: true, description: 'Shares of a stock that are held.' })
export class Holding {
  @Field(() => Float, { description: 'Whole shares, above 0.' })
  readonly quantity: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What a share cost on average in ₹, without charges, rounded to 4 decimals; null: unknown.',
  })
  readonly averageCost: string | null;

  constructor(
    readonly ticker: Ticker,
    { quantity, totalCost }: HeldStock,
  ) {
    this.quantity = Number(quantity);
    this.averageCost = totalCost === null ? null : moneyText(rounded(totalCost, quantity));
  }
}

@Resolver(() => Holding)
export class HoldingResolver {
  @FieldResolver(() => Stock, { description: 'The stock, as it is known today.' })
  stock(@Root() { ticker }: Holding, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}
