import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import type { ExplainedPenalty } from '../../scoring/explain.js';
import type { PenaltyKind } from '../../scoring/names.js';
import { PenaltyKindEnum } from '../enums.js';

@ObjectType('PenaltyPart', {
  simpleResolvers: true,
  description: 'One of the five parts of the risk penalty (method §7).',
})
export class PenaltyPart implements ExplainedPenalty {
  @Field(() => PenaltyKindEnum, { description: 'The kind of the part.' })
  readonly kind: PenaltyKind;

  @Field(() => Float, {
    description: 'Points that the part takes off, 0 or more, before the sum is capped.',
  })
  readonly points: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The number that the part judged, in the order of the enum: median traded value (₹ crore), pledged ' +
      'fraction (0 to 1), sigma20 (a fraction per day), calendar days from the day of the score to the ' +
      'nearest results or board meeting, before or after it (`reason` says which), calendar days since the last ' +
      "auditor's qualification or resignation, or resignation from the board. Null when it is unknown.",
  })
  readonly observed: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The bound that `observed` passed, or the first bound that it would have to pass, in the same unit; ' +
      'null when the sector group has too few stocks for a median volatility.',
  })
  readonly threshold: number | null;

  constructor(
    part: ExplainedPenalty,
    readonly row: ScoreRow,
  ) {
    this.kind = part.kind;
    this.points = part.points;
    this.observed = part.observed;
    this.threshold = part.threshold;
  }
}
