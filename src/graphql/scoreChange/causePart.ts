import { Field, Float, ObjectType } from 'type-graphql';
import type { CausePart as Attributed } from '../../validation/attribution/attribution.js';
import type { ChangeCause } from '../../validation/attribution/changeCauses.js';
import { ChangeCauseEnum } from './changeCauseEnum.js';

@ObjectType('CausePart', {
  simpleResolvers: true,
  description: 'What one cause did to a score.',
})
export class CausePart implements Attributed {
  @Field(() => ChangeCauseEnum, { description: 'The cause.' })
  readonly cause: ChangeCause;

  @Field(() => Float, {
    description:
      'Points that it added, to two decimals; below 0 where it took points off, and 0 where it did nothing.',
  })
  readonly points: number;

  @Field(() => String, {
    description: 'What changed, and what it did to the score, in one English sentence with numbers.',
  })
  readonly sentence: string;

  constructor({ cause, points, sentence }: Attributed) {
    this.cause = cause;
    this.points = points;
    this.sentence = sentence;
  }
}
