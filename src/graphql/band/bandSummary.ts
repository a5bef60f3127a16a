import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { BandSummary as CountedBand } from '../../books/bands.js';
import type { Band } from '../../scoring/names.js';
import { BandEnum } from '../enums.js';

@ObjectType('BandSummary', {
  simpleResolvers: true,
  description: 'A summary of the stocks that are in one band, for one mode and day.',
})
export class BandSummary {
  @Field(() => BandEnum, { description: 'The band.' })
  readonly band: Band;

  @Field(() => Int, { description: 'Stocks in the band, 0 or more.' })
  readonly count: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean of their scores, 0 to 100; null for an empty band.',
  })
  readonly meanScore: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Lowest of their scores, 0 to 100; null for an empty band.',
  })
  readonly minScore: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Highest of their scores, 0 to 100; null for an empty band.',
  })
  readonly maxScore: number | null;

  constructor({ band, count, meanScore, minScore, maxScore }: CountedBand) {
    this.band = band;
    this.count = count;
    this.meanScore = meanScore;
    this.minScore = minScore;
    this.maxScore = maxScore;
  }
}
