import { Field, Float, ID, InputType } from 'type-graphql';
import type { Side } from '../../portfolios/names.js';
import type { Fill } from '../../portfolios/rebalances/fill.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { idOf } from '../idOf.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { SideEnum } from '../portfolioEnums.js';
import { DateScalar, DecimalScalar, TickerScalar } from '../scalars.js';

@InputType('FillInput', {
  description: 'What was really traded of a transaction. Several fills of one transaction add up.',
})
export class FillInput {
  @Field(() => ID, { description: 'Id of the portfolio.' })
  readonly portfolioId!: string;

  @Field(() => TickerScalar, { description: 'The stock; a former symbol is found, too.' })
  readonly ticker!: Ticker;

  @Field(() => SideEnum, { description: 'Which way it went.' })
  readonly side!: Side;

  @Field(() => Float, {
    description:
      'Whole shares, above 0. All fills together are at most as many as proposed; after a split since, as many as these have ' +
      'become.',
  })
  readonly quantity!: number;

  @Field(() => DecimalScalar, { description: 'What was paid a share, in ₹, at most 4 decimals.' })
  readonly price!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What it has cost in addition, in ₹, at most 4 decimals; null: nothing.',
  })
  readonly costs?: string | null;

  @Field(() => DateScalar, {
    description: 'The day of the trade: not before the holdings of the rebalance, and not in the future.',
  })
  readonly date!: IsoDate;
}

/** @throws UserError for an id of another kind */
export const fillOf = ({ portfolioId, ticker, side, quantity, price, costs, date }: FillInput): Fill => ({
  portfolioId: idOf(PORTFOLIO_IDS, 'a portfolio', portfolioId),
  ...{ ticker, side, quantity, price },
  costs: costs ?? null,
  day: date,
});
