import { Field, Float, ObjectType } from 'type-graphql';
import type { PillarField } from '../../books/pillarFields.js';
import type { Method as MethodInForce } from '../../scoring/method.js';
import type { Band, Guardrail, Mode } from '../../scoring/names.js';
import { BandEnum, GuardrailEnum, ModeEnum, PillarNameEnum } from '../enums.js';

@ObjectType('Method', {
  simpleResolvers: true,
  description: 'What scores are computed by: one engine with the parameters of one file.',
})
export class Method {
  readonly inForce: MethodInForce;

  @Field(() => String, { description: "The file's own name for it, such as greyoak-1.1." })
  readonly name: string;

  @Field(() => String, {
    description:
      'SHA-256 of the canonical JSON of the parameters in force (method §10), 64 hexadecimal digits.',
  })
  readonly hash: string;

  @Field(() => String, { description: 'The method file as it was written: YAML, with its comments.' })
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
  description: 'What a pillar counts in the weighted score (method §6).',
})
export class PillarWeight {
  @Field(() => PillarNameEnum, { description: 'The pillar.' })
  readonly pillar: PillarField;

  @Field(() => Float, {
    description: 'Its share, 0 to 1, in thousandths; the six of a mode and group sum to 1.',
  })
  readonly weight: number;

  constructor(pillar: PillarField, weight: number) {
    this.pillar = pillar;
    this.weight = weight;
  }
}

@ObjectType('BandThreshold', {
  simpleResolvers: true,
  description: 'From which score on a band begins (method §9).',
})
export class BandThreshold {
  @Field(() => BandEnum, { description: 'The band.' })
  readonly band: Band;

  @Field(() => Float, { description: 'Its lowest score, 0 to 100, which belongs to it; 0 for AVOID.' })
  readonly atLeast: number;

  constructor(band: Band, atLeast: number) {
    this.band = band;
    this.atLeast = atLeast;
  }
}

@ObjectType('GuardrailThreshold', {
  simpleResolvers: true,
  description: 'When a guardrail fires (method §9).',
})
export class GuardrailThreshold {
  @Field(() => GuardrailEnum, { description: 'The guardrail.' })
  readonly guardrail: Guardrail;

  @Field(() => ModeEnum, { nullable: true, description: 'The mode that it holds for; null: both.' })
  readonly mode: Mode | null;

  @Field(() => Float, {
    description:
      'The bound. LOW_DATA_HOLD: a confidence below it (0 to 1). ILLIQUIDITY: a traded value below it (₹ crore). ' +
      'PLEDGE_CAP: a pledged fraction above it (0 to 1). HIGH_RISK_CAP: penalty points at or above it. SECTOR_BEAR: ' +
      'an S_z at or below it. LOW_COVERAGE: an imputed fraction at or above it (0 to 1).',
  })
  readonly threshold: number;

  constructor(guardrail: Guardrail, mode: Mode | null, threshold: number) {
    this.guardrail = guardrail;
    this.mode = mode;
    this.threshold = threshold;
  }
}
