import { Field, Float, ObjectType } from 'type-graphql';
import type { ShownInfeasibility } from '../../portfolios/rebalances/portfolioAnswer.js';
import type { Ticker } from '../../scoring/names.js';
import { DecimalScalar } from '../scalars.js';

const OF_BAND = 'null where the cash is short.';

@ObjectType('Infeasibility', {
  simpleResolvers: true,
  description: 'What stands in the way of a rebalance.',
})
export class Infeasibility {
  readonly ticker: Ticker | null;

  @Field(() => String, { description: 'What it is, and what would help.' })
  readonly message: string;

  @Field(() => Float, { nullable: true, description: `Lower end of the band, a fraction; ${OF_BAND}` })
  readonly lower: number | null;

  @Field(() => Float, { nullable: true, description: `Upper end of the band, a fraction; ${OF_BAND}` })
  readonly upper: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The least width on both sides of the target with which the band would hold a whole number of shares, a fraction; ' +
      `null where there is none up to 1, and ${OF_BAND}`,
  })
  readonly smallestBand: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'How much cash is missing, in ₹; null where it is not the cash.',
  })
  readonly shortfall: string | null;

  constructor({ ticker, message, lower, upper, smallestBand, shortfall }: ShownInfeasibility) {
    this.ticker = ticker;
    this.message = message;
    this.lower = numberOrNull(lower);
    this.upper = numberOrNull(upper);
    this.smallestBand = numberOrNull(smallestBand);
    this.shortfall = shortfall;
  }
}

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));
