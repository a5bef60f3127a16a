import { Field, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { DateScalar } from '../scalars.js';

@ObjectType('DatasetFreshness', {
  simpleResolvers: true,
  description: 'How old the newest fact of a stock is in a dataset.',
})
export class DatasetFreshness {
  @Field(() => DatasetEnum, { description: 'The dataset.' })
  readonly dataset: DatasetName;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day of the newest bar, or end of the newest period that was published by the day; null: there is none.',
  })
  readonly newest: IsoDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Sessions since the newest bar; null for facts of periods, and where there is none.',
  })
  readonly sessionsBehind: number | null;

  @Field(() => Boolean, {
    description: 'Whether the newest fact is too old to count; false where there is none.',
  })
  readonly stale: boolean;

  constructor(dataset: DatasetName, newest: IsoDate | null, sessionsBehind: number | null, stale: boolean) {
    this.dataset = dataset;
    this.newest = newest;
    this.sessionsBehind = sessionsBehind;
    this.stale = stale;
  }
}
