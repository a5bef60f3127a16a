import { Field, Float, ObjectType } from 'type-graphql';
import type { Band, Guardrail, PenaltyKind } from '../../scoring/names.js';
import type { Distance as Measured } from '../../validation/attribution/distances.js';
import { BandEnum, GuardrailEnum, PenaltyKindEnum } from '../enums.js';

@ObjectType('Distance', {
  simpleResolvers: true,
  description: 'How far a score is from what a guardrail or a part of the penalty judges (method §7, §9).',
})
export class Distance implements Measured {
  @Field(() => GuardrailEnum, {
    nullable: true,
    description: 'The guardrail; null for a part of the penalty.',
  })
  readonly guardrail: Guardrail | null;

  @Field(() => PenaltyKindEnum, {
    nullable: true,
    description: 'The part of the penalty; null for a guardrail.',
  })
  readonly penalty: PenaltyKind | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The number that was judged, as in GuardrailStep or PenaltyPart; null when it is unknown.',
  })
  readonly observed: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'What it was compared with, in the same unit: of a penalty the bound that it passed, or the first that it would have ' +
      'to pass. Null when the sector group has too few stocks for a median volatility.',
  })
  readonly threshold: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far `observed` is from `threshold`, 0 or more, in their unit; `fired` says on which side it is. Null when one ' +
      'of both is unknown.',
  })
  readonly distance: number | null;

  @Field(() => Boolean, {
    description: 'Whether the condition holds; of a penalty, whether it takes points off.',
  })
  readonly fired: boolean;

  @Field(() => Boolean, { description: 'Whether the band would be another without it.' })
  readonly binding: boolean;

  @Field(() => BandEnum, {
    nullable: true,
    description:
      'The band without the guardrail, or without the points of the penalty; that of the score where it did not fire. ' +
      'Never null with the methods that exist today.',
  })
  readonly bandWithout: Band;

  @Field(() => String, { description: 'All of it in English, with numbers and units.' })
  readonly sentence: string;

  constructor(measured: Measured) {
    this.guardrail = measured.guardrail;
    this.penalty = measured.penalty;
    this.observed = measured.observed;
    this.threshold = measured.threshold;
    this.distance = measured.distance;
    this.fired = measured.fired;
    this.binding = measured.binding;
    this.bandWithout = measured.bandWithout;
    this.sentence = measured.sentence;
  }
}
