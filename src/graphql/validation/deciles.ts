import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Estimate } from './estimate.js';

const nullable = true;

@ObjectType('Decile', {
  simpleResolvers: true,
  description: 'A tenth of the stocks of a session by a figure.',
})
export class Decile {
  @Field(() => Int, { description: '0 for the lowest figures to 9 for the highest.' })
  readonly decile!: number;

  @Field(() => Float, {
    nullable,
    description:
      'The forward return above the mean of the universe, as a fraction: the mean over the sessions that have the decile. ' +
      'Null: no session has it.',
  })
  readonly excess!: number | null;
}

@ObjectType('Deciles', {
  simpleResolvers: true,
  description:
    'What the tenths of the stocks returned, ordered by a figure on each session with at least 20 stocks.',
})
export class Deciles {
  @Field(() => [Decile], { description: 'The ten deciles, the lowest first.' })
  readonly deciles!: readonly Decile[];

  @Field(() => Estimate, {
    description:
      'Excess of the highest decile minus that of the lowest, as a fraction, for each session that has both.',
  })
  readonly spread!: Estimate;

  @Field(() => Float, {
    nullable,
    description: 'Newey and West t of the spread; null: it cannot be computed.',
  })
  readonly spreadT!: number | null;

  @Field(() => Float, {
    nullable,
    description:
      "Spearman's correlation of decile and mean excess: 1 where each decile returned more than the one below. Null: there are " +
      'too few deciles.',
  })
  readonly monotonic!: number | null;

  @Field(() => Int, { description: 'How often a decile returned less than the one below, 0 to 9.' })
  readonly falls!: number;

  @Field(() => Int, { description: 'Sessions with deciles.' })
  readonly sessions!: number;
}
