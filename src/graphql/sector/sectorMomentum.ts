import { Field, Float, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';

@ObjectType('SectorMomentum', {
  simpleResolvers: true,
  description: 'Performance of a sector group against the other groups (method §5, S).',
})
export class SectorMomentum {
  @Field(() => DateScalar, { description: 'The scored session.' })
  readonly date: IsoDate;

  @Field(() => Float, {
    description:
      'S_z: standard deviations from the mean of all groups, over one, three and six months; 0 is average.',
  })
  readonly z: number;

  @Field(() => Float, {
    description:
      'Percentile of S_z among the groups, 0 to 100. It is the pillar S of every stock in the group.',
  })
  readonly score: number;

  constructor(date: IsoDate, z: number, score: number) {
    this.date = date;
    this.z = z;
    this.score = score;
  }
}
