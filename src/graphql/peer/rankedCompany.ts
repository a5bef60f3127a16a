import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Stock } from '../stock/stock.js';

@ObjectType('RankedCompany', { simpleResolvers: true, description: 'A company in a list by one number.' })
export class RankedCompany {
  @Field(() => Int, { description: 'Place in the list, from 1. Equal companies follow by ticker.' })
  readonly rank: number;

  @Field(() => Stock, { description: 'The company.' })
  readonly stock: Stock;

  @Field(() => Float, { description: 'The number that the list is by; its field says the unit.' })
  readonly value: number;

  constructor(rank: number, stock: Stock, value: number) {
    this.rank = rank;
    this.stock = stock;
    this.value = value;
  }
}
