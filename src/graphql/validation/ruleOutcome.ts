import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Guardrail, PenaltyKind } from '../../scoring/names.js';
import { GuardrailEnum, PenaltyKindEnum } from '../enums.js';
import { Estimate } from './estimate.js';

const nullable = true;

@ObjectType('RuleOutcome', {
  simpleResolvers: true,
  description:
    'What followed where a guardrail or a part of the penalty fired, and where it did not. A rule protects if the difference ' +
    'is below 0.',
})
export class RuleOutcome {
  @Field(() => GuardrailEnum, {
    nullable,
    description: 'The guardrail; null: the rule is a part of the penalty.',
  })
  readonly guardrail!: Guardrail | null;

  @Field(() => PenaltyKindEnum, {
    nullable,
    description: 'The part of the penalty; null: the rule is a guardrail.',
  })
  readonly penalty!: PenaltyKind | null;

  @Field(() => Boolean, {
    description:
      'Whether only scores count whose band is BUY or above before the guardrails: those whose band guardrails lowered below ' +
      'BUY against those that kept it.',
  })
  readonly cappedBuys!: boolean;

  @Field(() => Float, {
    description: 'The fraction for which it fired: n / (n + nOther); 0 where there is no score.',
  })
  readonly share!: number;

  @Field(() => Int, { description: 'Scores for which it fired, with a forward return.' })
  readonly n!: number;

  @Field(() => Int, { description: 'Scores for which it did not fire, with a forward return.' })
  readonly nOther!: number;

  @Field(() => Estimate, { description: 'Mean excess where it fired minus where it did not, as a fraction.' })
  readonly difference!: Estimate;

  @Field(() => Estimate, {
    nullable,
    description:
      'Mean excess of the scores whose band the guardrail moved minus that of those whose band it kept, as a fraction; null: ' +
      'the rule is no single guardrail.',
  })
  readonly movedVsKept!: Estimate | null;
}
