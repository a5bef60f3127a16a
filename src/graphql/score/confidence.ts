import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';

@ObjectType('Confidence', {
  simpleResolvers: true,
  description:
    'How complete, fresh and reliable the inputs of a score are (method §8). It says nothing about the future.',
})
export class Confidence {
  @Field(() => Float, {
    description:
      'The confidence, 0 to 1: with the default method 0.55 × coverage + 0.35 × freshness + 0.10 × (1 - sourcePenalty).',
  })
  readonly value: number;

  @Field(() => Float, {
    description: 'Fraction of the required metrics that are present, 0 to 1 (method §3).',
  })
  readonly coverage: number;

  @Field(() => Float, {
    description:
      'Mean of exp(-age / expected age) over prices, fundamentals and ownership, 0 to 1. A missing dataset counts 0.',
  })
  readonly freshness: number;

  @Field(() => Float, {
    description:
      'Mean over the three datasets of what a secondary source costs: 0.15 with the default method, and 0 for ' +
      'a primary source.',
  })
  readonly sourcePenalty: number;

  @Field(() => Float, {
    description: 'Fraction of the required metrics that are missing, 0 to 1: 1 - coverage.',
  })
  readonly imputedFraction: number;

  constructor(row: ScoreRow) {
    this.value = row.confidence;
    this.coverage = row.coverage;
    this.freshness = row.freshness;
    this.sourcePenalty = row.source_penalty;
    this.imputedFraction = row.imputed_fraction;
  }
}
