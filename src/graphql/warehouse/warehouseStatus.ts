import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { DateScalar } from '../scalars.js';
import { AwaitedSession } from './awaitedSession.js';
import { DatasetStatus } from './datasetStatus.js';

const nullable = true;

@ObjectType('WarehouseStatus', {
  simpleResolvers: true,
  description: 'What the store has, and what is missing.',
})
export class WarehouseStatus {
  @Field(() => Int, { description: 'Companies that are known today.' })
  readonly stocks: number;

  @Field(() => Int, { description: 'Sessions from the first to the last day with bars.' })
  readonly sessions: number;

  @Field(() => Float, { description: 'Bars of stocks that are known today.' })
  readonly bars: number;

  @Field(() => DateScalar, { nullable, description: 'The first day with bars; null where there are none.' })
  readonly from: IsoDate | null;

  @Field(() => DateScalar, { nullable, description: 'The last day with bars; null where there are none.' })
  readonly to: IsoDate | null;

  @Field(() => [DatasetStatus], { description: 'Each dataset.' })
  readonly datasets: readonly DatasetStatus[];

  @Field(() => AwaitedSession, {
    nullable,
    description: 'The session that has too few bars to be scored; null where there is none.',
  })
  readonly awaited: AwaitedSession | null;

  @Field(() => Float, { description: 'Bytes that the database takes on its disk.' })
  readonly databaseBytes: number;

  constructor(known: WarehouseStatus) {
    this.stocks = known.stocks;
    this.sessions = known.sessions;
    this.bars = known.bars;
    this.from = known.from;
    this.to = known.to;
    this.datasets = known.datasets;
    this.awaited = known.awaited;
    this.databaseBytes = known.databaseBytes;
  }
}
