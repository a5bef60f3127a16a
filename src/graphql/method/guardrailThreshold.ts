import { Field, Float, ObjectType } from 'type-graphql';
import type { Guardrail, Mode } from '../../scoring/names.js';
import { GuardrailEnum, ModeEnum } from '../enums.js';

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
