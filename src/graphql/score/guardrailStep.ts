import { Field, Float, ObjectType } from 'type-graphql';
import type { GuardrailStep as ExplainedStep } from '../../scoring/explain.js';
import { guardrailReason } from '../../scoring/guardrailReason.js';
import type { Band, Guardrail, Mode } from '../../scoring/names.js';
import { BandEnum, GuardrailEnum } from '../enums.js';

@ObjectType('GuardrailStep', {
  simpleResolvers: true,
  description: 'What one guardrail made of a score, in the order in which the six are applied (method §9).',
})
export class GuardrailStep implements ExplainedStep {
  @Field(() => GuardrailEnum, { description: 'Which one.' })
  readonly guardrail: Guardrail;

  @Field(() => Boolean, { description: 'Whether its condition holds, no matter whether the band moved.' })
  readonly fired: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'What it judged: confidence (0 to 1), traded value (₹ crore), pledged fraction (0 to 1), penalty points, S_z, ' +
      'imputed fraction (0 to 1); null where it is not known, which fires ILLIQUIDITY and nothing else.',
  })
  readonly observed: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The bound, in the unit of `observed`; never null by these methods.',
  })
  readonly threshold: number;

  @Field(() => Float, { description: 'The score before it, 0 to 100.' })
  readonly scoreBefore: number;

  @Field(() => Float, {
    description: "The score after it, 0 to 100; only SECTOR_BEAR lowers one, and an investor's.",
  })
  readonly scoreAfter: number;

  @Field(() => BandEnum, { description: 'The band before it.' })
  readonly bandBefore: Band;

  @Field(() => BandEnum, { description: 'The band after it: the same or a lower one.' })
  readonly bandAfter: Band;

  readonly #mode: Mode;

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

  @Field(() => String, { description: 'The same in one English sentence, with numbers and units.' })
  get reason(): string {
    return guardrailReason(this, this.#mode);
  }
}
