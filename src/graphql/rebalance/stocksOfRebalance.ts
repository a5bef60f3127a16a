import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { stockNamed } from '../portfolio/stockNamed.js';
import { Stock } from '../stock/stock.js';
import { Infeasibility } from './infeasibility.js';
import { Transaction } from './transaction.js';

@Resolver(() => Transaction)
export class TransactionResolver {
  @FieldResolver(() => Stock, { description: 'The stock, as it is known today.' })
  stock(@Root() { ticker }: Transaction, @Ctx() context: GraphqlContext): Promise<Stock> {
    return stockNamed(ticker, context);
  }
}

@Resolver(() => Infeasibility)
export class InfeasibilityResolver {
  @FieldResolver(() => Stock, {
    nullable: true,
    description: 'The position that is in the way; null: the cash.',
  })
  async stock(@Root() { ticker }: Infeasibility, @Ctx() context: GraphqlContext): Promise<Stock | null> {
    return ticker === null ? null : stockNamed(ticker, context);
  }
}
