import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { FeedStatus } from '../../database/tables.js';
import type { BackfillRow } from '../../market/feeds/readBackfill.js';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';

export const BACKFILL_IDS = numberIds('Backfill');

@ObjectType('Backfill', {
  implements: Node,
  simpleResolvers: true,
  description: 'Days of a span that an operator asked feeds for (docs/feeds.md).',
})
export class Backfill implements Node {
  readonly row: BackfillRow;

  @Field(() => [String], { description: 'The names of the feeds.' })
  readonly feeds: readonly string[];

  @Field(() => DateScalar, { description: 'First day, inclusive.' })
  readonly from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day, inclusive.' })
  readonly to: IsoDate;

  @Field(() => JobStatusEnum, {
    description: 'State of the backfill: FAILED where a day failed, whatever became of the others.',
  })
  readonly status: FeedStatus;

  @Field(() => Int, { description: 'Days that have ended, in whatever way, those of each feed counted.' })
  readonly done: number;

  @Field(() => Int, { description: 'Days of the backfill, those of each feed counted.' })
  readonly total: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the first day began; null until then.',
  })
  readonly startedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last day ended; null until then.' })
  readonly finishedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it failed; null unless its status is FAILED.' })
  readonly error: string | null;

  constructor(row: BackfillRow) {
    this.row = row;
    this.feeds = row.feeds;
    this.from = row.from;
    this.to = row.to;
    this.status = row.status;
    this.done = row.done;
    this.total = row.total;
    this.startedAt = row.startedAt && new Date(row.startedAt);
    this.finishedAt = row.finishedAt && new Date(row.finishedAt);
    this.error = row.error;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(BACKFILL_IDS, this.row.id);
  }
}

export const BackfillConnection = connectionOf(Backfill, {
  name: 'Backfill',
  description: 'A page of backfills, the newest first.',
});
export type BackfillConnection = InstanceType<typeof BackfillConnection>;
