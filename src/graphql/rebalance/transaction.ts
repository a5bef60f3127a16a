import { Field, Float, ObjectType } from 'type-graphql';
import type { Side, TradeReason } from '../../portfolios/names.js';
import type { ShownTrade } from '../../portfolios/rebalances/portfolioAnswer.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { SideEnum, TradeReasonEnum } from '../portfolioEnums.js';
import { DateScalar, DecimalScalar } from '../scalars.js';

@ObjectType('Transaction', {
  simpleResolvers: true,
  description: 'A trade that a rebalance proposes. No order is sent.',
})
export class Transaction {
  readonly ticker: Ticker;

  @Field(() => SideEnum, { description: 'Which way it goes.' })
  readonly side: Side;

  @Field(() => Float, { description: 'Whole shares, above 0.' })
  readonly quantity: number;

  @Field(() => DecimalScalar, {
    description:
      'The last close as traded, carried over the splits and bonuses since, in ₹ a share; not a limit of an order.',
  })
  readonly price: string;

  @Field(() => DecimalScalar, { description: 'Quantity × price, in ₹.' })
  readonly value: string;

  @Field(() => DecimalScalar, { description: 'What it costs, in ₹.' })
  readonly costs: string;

  @Field(() => DateScalar, { description: 'The next session of the calendar.' })
  readonly tradeDate: IsoDate;

  @Field(() => TradeReasonEnum, { description: 'Why it is proposed.' })
  readonly reason: TradeReason;

  constructor(trade: ShownTrade) {
    this.ticker = trade.ticker;
    this.side = trade.side;
    this.quantity = Number(trade.quantity);
    this.price = trade.price;
    this.value = trade.value;
    this.costs = trade.costs;
    this.tradeDate = trade.tradeDay;
    this.reason = trade.reason;
  }
}
