import type { SearchRequest } from '../../companies/search/searchRequest.js';
import { askedDay } from '../../companies/store/askedDay.js';
import { isoOf } from '../../market/day.js';
import { printable } from '../../printable.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { LONGEST_QUERY, MOST_HITS, MOST_VALUES, type SearchInput } from './searchInput.js';

/** @throws UserError for what cannot be searched */
export function searchRequestOf(
  {
    query,
    tickers = null,
    categories = null,
    from = null,
    to = null,
    on,
    mode,
    first,
    minScore = null,
  }: SearchInput,
  { snapshot }: Pick<GraphqlContext, 'snapshot'>,
): SearchRequest {
  requireSpan(from, to);
  requireValues('tickers', tickers);
  requireValues('categories', categories);
  if (!Number.isInteger(first) || first < 1 || first > MOST_HITS) {
    throw new UserError(`Expected input.first of 1 to ${MOST_HITS}, got ${first}: ask for so many hits.`);
  }
  if (minScore !== null && !(minScore >= 0 && minScore <= 1)) {
    throw new UserError(`Expected input.minScore of 0 to 1, got ${minScore}: scores are within it.`);
  }
  const companies = tickers?.map((ticker) => snapshot.company(ticker)).filter((company) => company !== null);
  if (companies?.length === 0) {
    throw new UserError(
      'Expected a ticker of a known company in input.tickers, got ' +
        `${shown((tickers ?? []).slice(0, 5).join(', '))}: check the spelling.`,
    );
  }
  const day = isoOf(askedDay(on));
  return {
    query: requireQuery(query),
    mode,
    stocks: companies?.map(({ stock_id: id }) => id) ?? null,
    categories,
    from,
    to: to === null || to > day ? day : to,
    first,
    minScore,
  };
}

/** Joiners of emoji and of Indian scripts, and what is copied unseen with a text. Documents have none of them either. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

function requireQuery(written: string): string {
  const query = written.replace(UNSEEN, '');
  if (query.length <= LONGEST_QUERY && query.trim() !== '' && printable(query) === query) return query.trim();
  throw new UserError(
    `Expected input.query of 1 to ${LONGEST_QUERY} characters that print, got "${shown(query.slice(0, 100))}": ask in ` +
      'a few words.',
  );
}

function requireValues(field: string, values: readonly unknown[] | null): void {
  if (values === null || (values.length > 0 && values.length <= MOST_VALUES)) return;
  throw new UserError(
    `Expected 1 to ${MOST_VALUES} values in input.${field}, got ${values.length}: name ` +
      `${values.length === 0 ? 'some, or leave it out' : 'fewer'}.`,
  );
}
