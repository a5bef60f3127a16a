import { Field, Float, ObjectType } from 'type-graphql';
import type { Points } from '../../scoring/names.js';
import type { ScorePart } from '../../validation/attribution/scoreParts.js';

@ObjectType('ChangePart', {
  simpleResolvers: true,
  description: 'How much one part of a score went up or down.',
})
export class ChangePart {
  @Field(() => String, {
    description:
      "The part: a pillar's contribution (FUNDAMENTALS, TECHNICALS, RELATIVE_STRENGTH, OWNERSHIP, QUALITY, " +
      'SECTOR_MOMENTUM); a part of the penalty (LIQUIDITY, PLEDGE, VOLATILITY, EVENT_WINDOW, GOVERNANCE); CAP, what the ' +
      'cap of the penalty gives back; SECTOR_BEAR, what the guardrail takes off; ROUNDING, what rounding to hundredths, ' +
      'and 0 as the least score, add.',
  })
  readonly name: ScorePart;

  @Field(() => Float, {
    description:
      'Change in points. A penalty that grew counts below 0. It is exact, so that the parts sum to the change of the score.',
  })
  readonly points: number;

  constructor({ name, points }: { readonly name: ScorePart; readonly points: Points }) {
    this.name = name;
    this.points = points;
  }
}
