import { Field, ObjectType } from 'type-graphql';
import type { Classified } from '../../market/classify.js';
import { isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import { Sector } from '../sector/sector.js';

@ObjectType('Classification', {
  simpleResolvers: true,
  description:
    'Why a stock was scored in its sector group (method §11), as recorded when its run read the facts.',
})
export class Classification {
  @Field(() => Sector, { description: 'The sector group that the stock was scored in.' })
  readonly sector: Sector;

  @Field(() => String, {
    nullable: true,
    description: "The company's industry by NSE on the day; null when it was not imported.",
  })
  readonly industry: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The company's basic industry by NSE on the day, its fourth level; null when it was not imported.",
  })
  readonly basicIndustry: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day from which the classification counts; null where the group is that of the ticker in the sector file, or ' +
      'of companies.csv for all days.',
  })
  readonly from: IsoDate | null;

  @Field(() => Boolean, {
    description:
      'Whether the day of the score is before that day: of the classifications of a company, the oldest one also ' +
      'counts for the days before it.',
  })
  readonly countsBackwards: boolean;

  constructor(sector: Sector, { industry, basicIndustry, from, countsBackwards }: Omit<Classified, 'group'>) {
    this.sector = sector;
    this.industry = industry || null;
    this.basicIndustry = basicIndustry || null;
    this.from = from === from ? isoOf(from) : null;
    this.countsBackwards = countsBackwards;
  }
}
