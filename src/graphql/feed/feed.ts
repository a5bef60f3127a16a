import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { FeedState } from '../../market/feeds/readFeeds.js';
import { printable } from '../../printable.js';
import { withoutSecrets } from '../../withoutSecrets.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { ImportStatusEnum, type ImportStatus } from '../import/importEnums.js';
import { DateTimeScalar } from '../scalars.js';
import { shortMessage } from '../shortMessage.js';

const nullable = true;

@ObjectType('Feed', {
  simpleResolvers: true,
  description:
    'A source that files are fetched from by themselves, as FEEDS_FILE describes it (docs/feeds.md).',
})
export class Feed {
  @Field(() => String, { description: 'Its name, by which mutations know it.' })
  readonly name: string;

  @Field(() => DatasetEnum, { description: 'The dataset that its files mainly hold.' })
  readonly dataset: DatasetName;

  @Field(() => String, { description: 'The format of its files; any: their content tells.' })
  readonly format: string;

  @Field(() => String, {
    description:
      'Where its files come from: an address, a folder, or the program of a command. No headers, no arguments.',
  })
  readonly location: string;

  @Field(() => String, { description: 'When it is asked for, in the time of India (UTC+5:30).' })
  readonly schedule: string;

  @Field(() => Boolean, { description: 'Whether an operator has paused it: setFeedPaused.' })
  readonly paused: boolean;

  @Field(() => DateTimeScalar, {
    nullable,
    description:
      'When the schedule asks for it next; null while it is paused or off, and for a watched folder.',
  })
  readonly nextAt: Date | null;

  @Field(() => DateTimeScalar, { nullable, description: 'When it was asked last; null: never.' })
  readonly lastAt: Date | null;

  @Field(() => ImportStatusEnum, {
    nullable,
    description:
      'How the last attempt ended; UNCHANGED: the file is the one that was taken before; FAILED also where the file was not there yet; ' +
      'null: it was never asked.',
  })
  readonly lastResult: ImportStatus | null;

  @Field(() => String, {
    nullable,
    description: 'Why it is off, or why the last attempt failed; null: neither.',
  })
  readonly lastError: string | null;

  @Field(() => String, {
    description:
      'CLOSED: it is asked as always. OPEN: it failed 5 times in a row, and is not asked for 60 s. HALF_OPEN: it is asked again, and 2 successes close it.',
  })
  readonly breaker: string;

  @Field(() => Int, { description: 'Attempts that failed in a row.' })
  readonly failures: number;

  @Field(() => Float, {
    nullable,
    description: 'The share of the last 100 attempts that succeeded, from 0 to 1; null: there were none.',
  })
  readonly successRate: number | null;

  constructor({ feed, location, lastAt, lastError, ...state }: FeedState) {
    this.name = feed.name;
    this.dataset = feed.dataset.toUpperCase() as DatasetName;
    this.format = feed.format;
    this.location = withoutSecrets(location);
    this.schedule = state.schedule;
    this.paused = state.paused;
    this.nextAt = state.nextAt;
    this.lastAt = lastAt && new Date(lastAt);
    this.lastResult = state.lastResult;
    // It may quote what a source answered.
    this.lastError = lastError === null ? null : withoutSecrets(printable(shortMessage(lastError)));
    this.breaker = state.breaker;
    this.failures = state.failures;
    this.successRate = state.successRate;
  }
}
