import { Field, Float, ObjectType } from 'type-graphql';
import type { ExplainedPenalty } from '../../scoring/explain.js';
import type { PenaltyKind } from '../../scoring/names.js';
import { penaltyReason } from '../../scoring/penaltyReason.js';
import { PenaltyKindEnum } from '../enums.js';

@ObjectType('PenaltyPart', {
  simpleResolvers: true,
  description: 'One of the five parts of a penalty (method §7).',
})
export class PenaltyPart implements ExplainedPenalty {
  @Field(() => PenaltyKindEnum, { description: 'Which one.' })
  readonly kind: PenaltyKind;

  @Field(() => Float, {
    description:
      'Points that it takes off, before the cap of the sum; 0 where it holds nothing against the stock.',
  })
  readonly points: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'What was measured: median traded value (₹ crore), pledged fraction (0 to 1), sigma20 (a fraction a day), ' +
      'calendar days to the nearest results or board meeting, calendar days since the last governance event; null ' +
      'where nothing is known.',
  })
  readonly observed: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The bound that it passed, or else the first one that it would have to pass, in the unit of `observed`; null ' +
      "where there is none: too few stocks for the sector group's volatility.",
  })
  readonly threshold: number | null;

  constructor(part: ExplainedPenalty) {
    this.kind = part.kind;
    this.points = part.points;
    this.observed = part.observed;
    this.threshold = part.threshold;
  }

  @Field(() => String, { description: 'The same in one English sentence, with numbers and units.' })
  get reason(): string {
    return penaltyReason(this);
  }
}
