import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { BcgQuadrant, MarketPosition } from '../../companies/peers/names.js';
import type { PeerPosition as Position } from '../../companies/peers/peerPositions.js';
import type { IsoDate } from '../../scoring/names.js';
import { snap, snapOrNull } from '../../scoring/rounding.js';
import { Stock } from '../stock/stock.js';
import { BcgQuadrantEnum, MarketPositionEnum } from './peerEnums.js';

@ObjectType('PeerPosition', {
  simpleResolvers: true,
  description: 'How a company stands among those of its sector.',
})
export class PeerPosition {
  @Field(() => Stock, { description: 'The company.' })
  readonly stock: Stock;

  @Field(() => Float, { description: 'Revenue of the newest four quarters, in ₹ crore, 0 or more.' })
  readonly revenue: number;

  @Field(() => Float, {
    description: 'Revenue ÷ that of all companies of the analysis, as a fraction: 0.18 is 18 %.',
  })
  readonly share: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Revenue ÷ that of the four quarters before − 1, both of one basis, as a fraction: 0.18 is 18 %; null when the ' +
      'earlier one is not known, or not above 0.',
  })
  readonly growth: number | null;

  @Field(() => Int, { description: 'Rank by revenue; 1 is the largest. Equal ones are ranked by ticker.' })
  readonly rank: number;

  @Field(() => MarketPositionEnum, { description: 'The position by rank and growth.' })
  readonly position: MarketPosition;

  @Field(() => Float, {
    nullable: true,
    description:
      'Revenue ÷ that of the largest rival, as a multiple; null when there is no rival, or it has no revenue.',
  })
  readonly relativeShare: number | null;

  @Field(() => BcgQuadrantEnum, {
    nullable: true,
    description:
      'The quadrant by relativeShare and the growth of the sector; null when one of them, or the growth of all sectors, is ' +
      'not known.',
  })
  readonly quadrant: BcgQuadrant | null;

  /** @param on the day of the analysis */
  constructor(
    { revenue, share, rank, position, relativeShare, quadrant }: Position,
    stock: Stock,
    readonly on: IsoDate,
  ) {
    this.stock = stock;
    this.revenue = snap(revenue.value);
    this.share = snap(share);
    this.growth = snapOrNull(revenue.growth);
    this.rank = rank;
    this.position = position;
    this.relativeShare = relativeShare;
    this.quadrant = quadrant;
  }
}
