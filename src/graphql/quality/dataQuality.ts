import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { FlagCount } from '../flag/flag.js';
import { DateScalar } from '../scalars.js';
import { DatasetFreshness } from './datasetFreshness.js';

/** Sessions that the quality of a stock's bars is judged over. */
export const QUALITY_SESSIONS = 250;

@ObjectType('DataQuality', {
  simpleResolvers: true,
  description: 'How complete and plausible the facts of a stock are, as they are known today.',
})
export class DataQuality {
  @Field(() => DateScalar, {
    description: 'The session up to which it is judged; the day asked for where there is none.',
  })
  readonly on: IsoDate;

  @Field(() => Float, {
    description:
      `1 − flagged or missing sessions ÷ expected ones, over the last ${QUALITY_SESSIONS} sessions, 0 to 1; 0 where none is ` +
      'expected.',
  })
  readonly score: number;

  @Field(() => Int, { description: 'Sessions of these that have a bar.' })
  readonly bars: number;

  @Field(() => Int, {
    description: `Sessions that should have one: at most ${QUALITY_SESSIONS}, from the stock's first bar on.`,
  })
  readonly expected: number;

  @Field(() => Int, { description: 'Sessions of these that have none.' })
  readonly gaps: number;

  @Field(() => [FlagCount], {
    description:
      'Flags of bars and actions of these sessions, and of the newest period of what was published, by kind.',
  })
  readonly flags: readonly FlagCount[];

  @Field(() => [DatasetFreshness], {
    description: 'How old the newest bar, fundamentals, statements and shareholding are.',
  })
  readonly freshness: readonly DatasetFreshness[];

  @Field(() => [String], { description: 'What is wrong, a sentence each; empty where nothing is.' })
  readonly issues: readonly string[];

  constructor(known: DataQuality) {
    this.on = known.on;
    this.score = known.score;
    this.bars = known.bars;
    this.expected = known.expected;
    this.gaps = known.gaps;
    this.flags = known.flags;
    this.freshness = known.freshness;
    this.issues = known.issues;
  }
}
