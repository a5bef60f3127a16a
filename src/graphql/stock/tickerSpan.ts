import { Field, ObjectType } from 'type-graphql';
import { isoOf } from '../../market/day.js';
import type { SymbolSpan } from '../../market/formerSymbols.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { DateScalar, TickerScalar } from '../scalars.js';

@ObjectType('TickerSpan', {
  simpleResolvers: true,
  description:
    'A ticker of a stock, and when it was its own. Facts under it up to its last day are of the stock.',
})
export class TickerSpan {
  @Field(() => TickerScalar, { description: 'Symbol and exchange.' })
  readonly ticker: Ticker;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after the ticker before it; null for the first known ticker.',
  })
  readonly from: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day; null for the ticker of today.' })
  readonly to: IsoDate | null;

  @Field(() => Boolean, { description: 'Whether it is the ticker of today.' })
  readonly current: boolean;

  constructor({ ticker, from, to }: SymbolSpan) {
    this.ticker = ticker;
    this.from = from === from ? isoOf(from) : null;
    this.to = to === to ? isoOf(to) : null;
    this.current = this.to === null;
  }
}
