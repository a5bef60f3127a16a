import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { SpellRow } from '../../books/bandSpells.js';
import type { IsoDate } from '../../scoring/names.js';
import type { PointsToBands } from '../../validation/attribution/pointsToBands.js';
import { DateScalar } from '../scalars.js';

@ObjectType('BandSpell', {
  simpleResolvers: true,
  description:
    'For how long a stock has had its band, and how close it is to another one. The current scores of the same method and ' +
    'mode count; sessions on which the stock has no score are passed over.',
})
export class BandSpell {
  @Field(() => DateScalar, { description: 'The first session of the spell.' })
  readonly since: IsoDate;

  @Field(() => Int, { description: 'How many scores the spell has so far, 1 or more.' })
  readonly sessions: number;

  @Field(() => Int, {
    description:
      'How often the band changed from one score to the next, in the 248 sessions up to that of the score: about a year.',
  })
  readonly flipsInYear: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'So many points more give the band above, if nothing else changes, with the margin of a method that has one. Null in ' +
      'the highest band, and where a guardrail holds the band down whatever the score.',
  })
  readonly pointsUp: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Any more points less than these give the band below, likewise with the margin; null in the lowest band.',
  })
  readonly pointsDown: number | null;

  constructor({ since, sessions, flips }: SpellRow, { up, down }: PointsToBands) {
    this.since = since;
    this.sessions = sessions;
    this.flipsInYear = flips;
    this.pointsUp = up;
    this.pointsDown = down;
  }
}
