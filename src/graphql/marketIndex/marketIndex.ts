import { Field, Float, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import type { IndexBarRow, IndexRow } from './indexLoaders.js';

@ObjectType('Index', { simpleResolvers: true, description: 'An index of the exchange.' })
export class Index {
  readonly spellings: readonly string[];

  @Field(() => String, { description: 'Its name of today, such as NIFTY 50.' })
  readonly name: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day of its newest bar.' })
  readonly newest: IsoDate | null;

  constructor({ name, spellings, newest }: IndexRow) {
    this.name = name;
    this.spellings = spellings;
    this.newest = newest;
  }
}

@ObjectType('IndexBar', { simpleResolvers: true, description: 'One day of an index.' })
export class IndexBar {
  @Field(() => DateScalar, { description: 'The session.' })
  readonly date: IsoDate;

  @Field(() => Float, { description: 'First value of the index.' })
  readonly open: number;

  @Field(() => Float, { description: 'Highest value of the index.' })
  readonly high: number;

  @Field(() => Float, { description: 'Lowest value of the index.' })
  readonly low: number;

  @Field(() => Float, { description: 'Last value of the index.' })
  readonly close: number;

  @Field(() => DateTimeScalar, { description: 'When the bar was recorded as it is.' })
  readonly recordedAt: Date;

  constructor({ day, open, high, low, close, recorded_at }: IndexBarRow) {
    this.date = day;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.recordedAt = new Date(recorded_at);
  }
}

export const IndexBarConnection = connectionOf(IndexBar, {
  name: 'IndexBar',
  noun: 'bar',
  description: 'A page of the bars of one index, the newest first.',
});
export type IndexBarConnection = InstanceType<typeof IndexBarConnection>;
