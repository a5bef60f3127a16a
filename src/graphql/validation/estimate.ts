import { Field, Float, ObjectType } from 'type-graphql';

const nullable = true;

@ObjectType('Estimate', {
  simpleResolvers: true,
  description:
    'A mean with its 95 % interval. The interval is from a circular block bootstrap: 2,000 replicates of blocks as long as the ' +
    'horizon, so that overlapping returns do not make it too narrow.',
})
export class Estimate {
  @Field(() => Float, { nullable, description: 'The mean; null: there are no values.' })
  readonly mean!: number | null;

  @Field(() => Float, { nullable, description: 'Lower bound; null: there are fewer than 3 values.' })
  readonly lower!: number | null;

  @Field(() => Float, { nullable, description: 'Upper bound; null: there are fewer than 3 values.' })
  readonly upper!: number | null;
}
