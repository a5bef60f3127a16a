import { Field, Float, ObjectType } from 'type-graphql';
import { isoOf } from '../../market/day.js';
import type { BarFlag } from '../../market/flags/barFlag.js';
import type { KnownShareholding } from '../../market/shareholding.js';
import type { IsoDate } from '../../scoring/names.js';
import { snapOrNull } from '../../scoring/rounding.js';
import type { StockMoment } from '../momentLoader.js';
import { DateScalar } from '../scalars.js';

@ObjectType('Shareholding', {
  simpleResolvers: true,
  description:
    'Shareholding pattern of a company, as known on a day, of the newest quarter that counts (method §1).',
})
export class Shareholding {
  @Field(() => DateScalar, { description: 'End of the quarter.' })
  readonly quarterEnd: IsoDate;

  @Field(() => DateScalar, { description: 'Day on which the pattern was published.' })
  readonly publishedOn: IsoDate;

  @Field(() => String, {
    description:
      'Kind of source: PRIMARY or SECONDARY. A secondary source lowers the confidence (method §8).',
  })
  readonly source: string;

  @Field(() => Float, { description: 'Shares that the promoters hold, in % of all shares, 0 to 100.' })
  readonly promoterPct: number;

  @Field(() => Float, {
    nullable: true,
    description: "Fraction of the promoters' shares that is pledged, 0 to 1; null when it was not reported.",
  })
  readonly pledgedFraction: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Shares that foreign institutions hold, in % of all shares; null when it was not reported.',
  })
  readonly fiiPct: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Shares that domestic institutions hold, in % of all shares; null when it was not reported.',
  })
  readonly diiPct: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Change of the holdings of foreign and domestic institutions together since the quarter before, in percentage ' +
      'points; null when one of the four numbers is missing.',
  })
  readonly fiiDiiDeltaPp: number | null;

  /**
   * @param carried the flag of a pledge that a method takes from a former quarter; null: none does
   * @param of what its other flags are read by
   */
  constructor(
    { quarterEnd, publishedOn, source, values, reported }: KnownShareholding,
    readonly carried: Pick<BarFlag, 'kind' | 'detail'> | null,
    readonly of: StockMoment,
  ) {
    this.quarterEnd = isoOf(quarterEnd);
    this.publishedOn = isoOf(publishedOn);
    this.source = source;
    this.promoterPct = reported.promoterPct;
    this.pledgedFraction = snapOrNull(values.promoter_pledge_frac);
    this.fiiPct = snapOrNull(reported.fiiPct);
    this.diiPct = snapOrNull(reported.diiPct);
    this.fiiDiiDeltaPp = snapOrNull(values.fii_dii_delta_pp);
  }
}
