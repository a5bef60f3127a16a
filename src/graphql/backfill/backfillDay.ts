import { Field, Int, ObjectType } from 'type-graphql';
import type { FeedStatus } from '../../database/tables.js';
import type { BackfillDayRow } from '../../market/feeds/readBackfill.js';
import { printable } from '../../printable.js';
import type { IsoDate } from '../../scoring/names.js';
import { withoutSecrets } from '../../withoutSecrets.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { DateScalar } from '../scalars.js';
import { shortMessage } from '../shortMessage.js';

@ObjectType('BackfillDay', {
  simpleResolvers: true,
  description: 'What became of a day of one feed, for a backfill.',
})
export class BackfillDay {
  @Field(() => DateScalar, { description: 'The day.' })
  readonly date: IsoDate;

  @Field(() => String, { description: 'The name of the feed.' })
  readonly feed: string;

  @Field(() => JobStatusEnum, { description: 'State of the day.' })
  readonly status: FeedStatus;

  @Field(() => Int, {
    nullable: true,
    description:
      'Rows of its file; 0 where the file is the one that was taken before; null until it is taken, and where the file holds ' +
      'other days, too.',
  })
  readonly rows: number | null;

  @Field(() => Int, { description: 'Attempts that failed.' })
  readonly attempts: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt failed, or what the day waits for; null: neither.',
  })
  readonly error: string | null;

  constructor({ day, feed, status, rows, attempts, error }: BackfillDayRow) {
    this.date = day;
    this.feed = feed;
    this.status = status;
    this.rows = rows;
    this.attempts = attempts;
    // It may quote what a source answered.
    this.error = error === null ? null : withoutSecrets(printable(shortMessage(error)));
  }
}
