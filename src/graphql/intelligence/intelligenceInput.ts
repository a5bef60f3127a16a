import { Field, InputType } from 'type-graphql';
import { MOST_CHARACTERS, MOST_TICKERS } from '../../market/datasets/intelligence.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { DateScalar, TickerScalar } from '../scalars.js';

const { type, title, text, source } = MOST_CHARACTERS;

@InputType('IntelligenceInput', {
  description:
    'An item to record, as a row of intelligence.csv. Type, title, date, source and tickers tell it from others.',
})
export class IntelligenceInput {
  @Field(() => String, {
    description: `Its kind, a name in upper case of at most ${type} characters, such as "ORDER_WIN".`,
  })
  readonly type!: string;

  @Field(() => String, { description: `What it is, in a line of at most ${title} characters.` })
  readonly title!: string;

  @Field(() => String, {
    nullable: true,
    description: `More about it, at most ${text} characters, without line breaks; null: nothing.`,
  })
  readonly text?: string | null;

  @Field(() => DateScalar, { description: 'Day of what it tells, in the past or to come.' })
  readonly date!: IsoDate;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day on which it was published, not after today in India; null: today, or as it is known where it says the same.',
  })
  readonly publishedOn?: IsoDate | null;

  @Field(() => String, { description: `Where it is from, in at most ${source} characters.` })
  readonly source!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where it can be read, a link of https, at most 2,000 characters; null: nowhere.',
  })
  readonly url?: string | null;

  @Field(() => [TickerScalar], {
    description: `The companies that it is about, 1 to ${MOST_TICKERS}. A former symbol means the company that had it on the date.`,
  })
  readonly tickers!: readonly Ticker[];
}
