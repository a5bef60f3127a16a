import { Field, Float, ObjectType } from 'type-graphql';
import type { RiskFactor as AssessedFactor } from '../../risk/assessment.js';
import type { RiskPartKind } from '../../risk/names.js';
import { RiskPartKindEnum } from '../riskPartKindEnum.js';

@ObjectType('RiskFactor', {
  simpleResolvers: true,
  description: 'Why a stock is risky: a part that counts at least 60 points with the default method.',
})
export class RiskFactor {
  @Field(() => RiskPartKindEnum, { description: 'The part.' })
  readonly kind: RiskPartKind;

  @Field(() => Float, { description: 'Weight × RiskPart.counted, in points, to two decimals.' })
  readonly contribution: number;

  @Field(() => String, { description: 'The factor in one English sentence, with numbers and units.' })
  readonly sentence: string;

  constructor({ kind, contribution, sentence }: AssessedFactor) {
    this.kind = kind;
    this.contribution = contribution;
    this.sentence = sentence;
  }
}
