import { Field, InputType } from 'type-graphql';
import { isIntelligenceType } from '../../market/datasets/intelligence.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { FROM } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { requireSearch } from '../portfolio/requireSearch.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import type { IntelligenceSelection } from './intelligenceLoaders.js';

/** The most values of a list in a filter. */
const MOST_VALUES = 200;

@InputType('IntelligenceFilter', {
  description:
    'Selects items. One must match every field that is given; a null field matches all. A filter that no item can match ' +
    'is refused, such as an empty list.',
})
export class IntelligenceFilter {
  @Field(() => [String], {
    nullable: true,
    description: `The type is one of these, such as "ORDER_WIN"; at most ${MOST_VALUES}.`,
  })
  readonly types?: readonly string[] | null;

  @Field(() => [TickerScalar], {
    nullable: true,
    description:
      `It is about one of these stocks; at most ${MOST_VALUES}. Unknown tickers are ignored; a list without a known one is ` +
      'refused.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => DateScalar, { nullable: true, description: FROM })
  readonly from?: IsoDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day of the span, inclusive; null: no upper bound, days to come included.',
  })
  readonly to?: IsoDate | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words that title and text have together, in any order, at most 255 characters. Endings of English do not matter ' +
      '("orders" finds "order"), nor does case. The empty text matches all; words such as "the" are not looked for.',
  })
  readonly search?: string | null;
}

/** @throws UserError for a filter that no item can match, and for a text that is too long or does not print */
export function intelligenceSelection(
  { types = null, tickers = null, from = null, to = null, search }: IntelligenceFilter,
  { snapshot }: Pick<GraphqlContext, 'snapshot'>,
): IntelligenceSelection {
  requireSpan(from, to);
  requireValues('types', types);
  requireValues('tickers', tickers);
  const wrong = types?.find((type) => !isIntelligenceType(type));
  if (wrong !== undefined) {
    throw new UserError(
      `Expected names in upper case in filter.types, such as "ORDER_WIN", got "${shown(wrong)}": write it so.`,
    );
  }
  const known = tickers?.map((ticker) => snapshot.company(ticker)).filter((company) => company !== null);
  if (known?.length === 0) {
    throw new UserError(
      `Expected a ticker of a known company in filter.tickers, got ${shown((tickers ?? []).slice(0, 5).join(', '))}: check ` +
        'the spelling.',
    );
  }
  const stocks = known === undefined ? null : [...new Set(known.map(({ ticker }) => ticker))];
  return { on: null, types, tickers: stocks, from, to, search: requireSearch(search) };
}

function requireValues(field: string, values: readonly unknown[] | null): void {
  if (values === null || (values.length > 0 && values.length <= MOST_VALUES)) return;
  throw new UserError(
    `Expected 1 to ${MOST_VALUES} values in filter.${field}, got ${values.length}: name ` +
      `${values.length === 0 ? 'some, or leave it out' : 'fewer'}.`,
  );
}
