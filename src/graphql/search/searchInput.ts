import { Field, Float, InputType, Int } from 'type-graphql';
import type { SearchMode } from '../../companies/search/searchMode.js';
import type { FilingCategory } from '../../market/facts.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { FROM } from '../arguments.js';
import { FilingCategoryEnum } from '../filing/filingCategoryEnum.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { SearchModeEnum } from './searchModeEnum.js';

/** The most characters of a query. */
export const LONGEST_QUERY = 500;
/** The most hits. */
export const MOST_HITS = 50;
/** The most values of a list. */
export const MOST_VALUES = 200;

@InputType('SearchInput', {
  description: 'What is searched, and where. A null field leaves nothing out.',
})
export class SearchInput {
  @Field(() => String, {
    description:
      `A question or some words, 1 to ${LONGEST_QUERY} characters. It has no operators: marks between words are left out, ` +
      'and of its words those such as "the". A query without other words is not found by keyword.',
  })
  readonly query!: string;

  @Field(() => [TickerScalar], {
    nullable: true,
    description:
      `The document is of one of these stocks; at most ${MOST_VALUES}. Unknown tickers are ignored; a list without a known ` +
      'one is refused.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [FilingCategoryEnum], {
    nullable: true,
    description: 'The category of the document is one of these; an empty list is refused.',
  })
  readonly categories?: readonly FilingCategory[] | null;

  @Field(() => DateScalar, { nullable: true, description: FROM })
  readonly from?: IsoDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Last day of the span in which documents were published, inclusive; null: no upper bound but `on`.',
  })
  readonly to?: IsoDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day: what was published later is not seen. Null and a future day mean today in India.',
  })
  readonly on?: IsoDate | null;

  @Field(() => SearchModeEnum, { defaultValue: 'HYBRID', description: 'By what it finds.' })
  readonly mode!: SearchMode;

  @Field(() => Int, { defaultValue: 10, description: `How many hits there are at most, 1 to ${MOST_HITS}.` })
  readonly first!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Hits with a lower score are left out, 0 to 1; null: none. At 0.5, a search by HYBRID or SEMANTIC for what no document ' +
      'is about finds nothing, but many answers are left out too; 0.35 leaves out most of the former and few of the latter.',
  })
  readonly minScore?: number | null;
}
