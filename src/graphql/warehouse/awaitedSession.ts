import { Field, Int, ObjectType } from 'type-graphql';
import type { AwaitedSession as StoredSession } from '../../market/awaited.js';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';

@ObjectType('AwaitedSession', {
  simpleResolvers: true,
  description: 'A session that has bars, and too few of them to be scored.',
})
export class AwaitedSession {
  @Field(() => DateScalar, { description: 'The session.' })
  readonly date: IsoDate;

  @Field(() => Int, { description: 'Expected stocks that have a bar.' })
  readonly bars: number;

  @Field(() => Int, { description: 'Stocks that had a bar on the last session that counts.' })
  readonly expected: number;

  @Field(() => Int, { description: 'How many of the expected stocks need a bar before the session counts.' })
  readonly needed: number;

  constructor({ date, bars, expected, needed }: StoredSession) {
    this.date = date;
    this.bars = bars;
    this.expected = expected;
    this.needed = needed;
  }
}
