import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';

@ObjectType('Confidence', {
  simpleResolvers: true,
  description:
    'How far the inputs of a score can be relied on (method §8). It says nothing about the future.',
})
export class Confidence {
  @Field(() => Float, {
    description:
      '0 to 1: 0.55 × coverage + 0.35 × freshness + 0.10 × (1 - sourcePenalty), with the default method.',
  })
  readonly value: number;

  @Field(() => Float, { description: 'Required metrics that are present, 0 to 1 (method §3).' })
  readonly coverage: number;

  @Field(() => Float, {
    description:
      '0 to 1: mean over prices, fundamentals and ownership of exp(-age / expected age); 0 for what is missing.',
  })
  readonly freshness: number;

  @Field(() => Float, {
    description:
      '0 to 0.15: mean over the three datasets of 0, or of 0.15 where one comes from a secondary source.',
  })
  readonly sourcePenalty: number;

  @Field(() => Float, { description: 'Required metrics that are missing, 0 to 1: 1 - coverage.' })
  readonly imputedFraction: number;

  constructor(row: ScoreRow) {
    this.value = row.confidence;
    this.coverage = row.coverage;
    this.freshness = row.freshness;
    this.sourcePenalty = row.source_penalty;
    this.imputedFraction = row.imputed_fraction;
  }
}
