import { Field, Float, ObjectType } from 'type-graphql';
import type { GuardrailStep as ExplainedStep } from '../../scoring/explain.js';
import { guardrailReason } from '../../scoring/guardrailReason.js';
import type { Band, Guardrail, Mode } from '../../scoring/names.js';
import { BandEnum, GuardrailEnum } from '../enums.js';

@ObjectType('GuardrailStep', {
  simpleResolvers: true,
  description: 'The effect of one guardrail on a score (method §9).',
})
export class GuardrailStep implements ExplainedStep {
  @Field(() => GuardrailEnum, { description: 'The guardrail.' })
  readonly guardrail: Guardrail;

  @Field(() => Boolean, {
    description: 'Whether the condition of the guardrail holds, even if it does not change the band.',
  })
  readonly fired: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'The number that the guardrail judged, in the order of the enum: confidence (0 to 1), traded value (₹ ' +
      'crore), pledged fraction (0 to 1), penalty points, S_z, imputed fraction (0 to 1). Null when it is ' +
      'unknown, which fires only ILLIQUIDITY.',
  })
  readonly observed: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The threshold that `observed` was compared with, in the same unit. Not null with the methods that exist today.',
  })
  readonly threshold: number;

  @Field(() => Float, { description: 'The score before this step, 0 to 100.' })
  readonly scoreBefore: number;

  @Field(() => Float, {
    description:
      'The score after this step, 0 to 100. Only SECTOR_BEAR lowers a score, and only in the mode INVESTOR.',
  })
  readonly scoreAfter: number;

  @Field(() => BandEnum, { description: 'The band before this step.' })
  readonly bandBefore: Band;

  @Field(() => BandEnum, { description: 'The band after this step: the same or a lower one.' })
  readonly bandAfter: Band;

  readonly #mode: Mode;
  #reason: string | null = null;

  constructor(step: ExplainedStep, mode: Mode) {
    this.guardrail = step.guardrail;
    this.fired = step.fired;
    this.observed = step.observed;
    this.threshold = step.threshold;
    this.scoreBefore = step.scoreBefore;
    this.scoreAfter = step.scoreAfter;
    this.bandBefore = step.bandBefore;
    this.bandAfter = step.bandAfter;
    this.#mode = mode;
  }

  @Field(() => String, { description: 'The step in one English sentence, with numbers and units.' })
  get reason(): string {
    return (this.#reason ??= guardrailReason(this, this.#mode));
  }
}
