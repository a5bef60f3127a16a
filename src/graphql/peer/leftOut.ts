import { Field, ObjectType } from 'type-graphql';
import { Stock } from '../stock/stock.js';

@ObjectType('LeftOut', {
  simpleResolvers: true,
  description: 'A company of a sector that is not compared with the others.',
})
export class LeftOut {
  @Field(() => Stock, { description: 'The company.' })
  readonly stock: Stock;

  @Field(() => String, { description: 'Why its revenue is not compared, in words.' })
  readonly reason: string;

  constructor(stock: Stock, reason: string) {
    this.stock = stock;
    this.reason = reason;
  }
}
