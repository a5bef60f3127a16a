import { Field, Float, ObjectType } from 'type-graphql';
import type { PillarField } from '../../books/pillarFields.js';
import type { Method as MethodInForce } from '../../scoring/method.js';
import type { Band, Guardrail, Mode } from '../../scoring/names.js';
import { BandEnum, GuardrailEnum, ModeEnum, PillarNameEnum } from '../enums.js';

@ObjectType('Method', {
  simpleResolvers: true,
  description: 'The method that scores are computed with: the parameters of one file, which one engine runs.',
})
export class Method {
  readonly inForce: MethodInForce;

  @Field(() => String, { description: 'Name of the method, from its file, such as greyoak-1.1.' })
  readonly name: string;

  @Field(() => String, {
    description:
      'SHA-256 of the canonical JSON of the parameters in force (method §10), 64 hexadecimal digits.',
  })
  readonly hash: string;

  @Field(() => String, { description: 'Text of the method file: YAML, with its comments.' })
  readonly document: string;

  constructor(inForce: MethodInForce, document: string) {
    this.inForce = inForce;
    this.name = inForce.name;
    this.hash = inForce.hash;
    this.document = document;
  }
}

@ObjectType('PillarWeight', {
  simpleResolvers: true,
  description: 'Weight of a pillar in the weighted score (method §6).',
})
export class PillarWeight {
  @Field(() => PillarNameEnum, { description: 'The pillar.' })
  readonly pillar: PillarField;

  @Field(() => Float, {
    description:
      'The weight, 0 to 1, with at most three decimals. The six weights of a mode and sector group sum to 1.',
  })
  readonly weight: number;

  constructor(pillar: PillarField, weight: number) {
    this.pillar = pillar;
    this.weight = weight;
  }
}

@ObjectType('BandThreshold', {
  simpleResolvers: true,
  description: 'Lower bound of a band (method §9).',
})
export class BandThreshold {
  @Field(() => BandEnum, { description: 'The band.' })
  readonly band: Band;

  @Field(() => Float, { description: 'Lowest score in the band, inclusive, 0 to 100; 0 for AVOID.' })
  readonly atLeast: number;

  constructor(band: Band, atLeast: number) {
    this.band = band;
    this.atLeast = atLeast;
  }
}

@ObjectType('GuardrailThreshold', {
  simpleResolvers: true,
  description: 'Threshold at which a guardrail fires (method §9).',
})
export class GuardrailThreshold {
  @Field(() => GuardrailEnum, { description: 'The guardrail.' })
  readonly guardrail: Guardrail;

  @Field(() => ModeEnum, { nullable: true, description: 'The mode that the threshold is for; null: both.' })
  readonly mode: Mode | null;

  @Field(() => Float, {
    description:
      'The threshold. LOW_DATA_HOLD fires for a confidence below it (0 to 1), ILLIQUIDITY for a traded value below ' +
      'it (₹ crore), PLEDGE_CAP for a pledged fraction above it (0 to 1), HIGH_RISK_CAP for penalty points at or ' +
      'above it, SECTOR_BEAR for an S_z at or below it, LOW_COVERAGE for an imputed fraction at or above it (0 to 1).',
  })
  readonly threshold: number;

  constructor(guardrail: Guardrail, mode: Mode | null, threshold: number) {
    this.guardrail = guardrail;
    this.mode = mode;
    this.threshold = threshold;
  }
}
