import type { Database } from '../../../database/database.js';
import type { TermGroup } from '../terms/searchTerms.js';
import { keywordQuery } from './keywordQuery.js';
import type { WordCount } from './wordCount.js';

/**
 * How much a word counts, for ts_rank_cd. With 0.1, its default, good ranks would be near 0.1 and so have no say beside
 * cosines, which are from 0.2 to 0.7.
 */
const WEIGHTS = '{0.6,0.6,0.6,0.6}';
/** About how many chunks are ranked. */
const MOST_RANKED = 600;
/** Up to how many chunks of a word are counted: one that more have is too frequent, however many they are. */
const MOST_COUNTED = MOST_RANKED + 1;

/** How well a chunk fits the words of a query. */
export interface RankedChunk {
  readonly document_id: number;
  readonly place: number;
  /** Above 0 and below 1. */
  readonly rank: number;
}

/** What the words of a query find. */
export interface KeywordRanks {
  readonly ranks: readonly RankedChunk[];
  /** The lexemes that were searched, for highlights. */
  readonly lexemes: readonly string[];
}

/**
 * Ranks the chunks of some documents by the words of a query, with PostgreSQL's full text search. Only these documents
 * decide what is a frequent word: others, such as later ones, change nothing.
 *
 * @param groups of the query
 * @param documents ids of those that are searched
 */
export async function keywordRanks(
  database: Pick<Database, 'query'>,
  groups: readonly TermGroup[],
  documents: readonly number[],
  signal?: AbortSignal,
): Promise<KeywordRanks> {
  const counts = await countWords(database, groups, documents, signal);
  const query = keywordQuery(counts, MOST_RANKED);
  if (query === null) return { ranks: [], lexemes: [] };
  const closely = await rank(database, query.closely, documents, signal);
  const ranks = closely.length > 0 ? closely : await rank(database, query.loosely, documents, signal);
  return { ranks, lexemes: lexemesOf(query.loosely) };
}

/** Counts the chunks of each group. Groups of words that PostgreSQL leaves out, such as "the", are none. */
const countWords = (
  database: Pick<Database, 'query'>,
  groups: readonly TermGroup[],
  documents: readonly number[],
  signal: AbortSignal | undefined,
): Promise<WordCount[]> =>
  database.query<WordCount>(
    `SELECT words.query::text AS query,
       (SELECT count(*)::int FROM (
          SELECT FROM document_chunks AS chunk
          WHERE chunk.words @@ words.query AND chunk.document_id = ANY ($2::int4[]) LIMIT $3
        ) AS counted) AS chunks
     FROM (
       SELECT min(number) AS number, query FROM (
         SELECT number, (
           SELECT string_agg('(' || term::text || ')', ' | ' ORDER BY place)::tsquery
           FROM jsonb_array_elements_text(terms) WITH ORDINALITY AS given (text, place),
             phraseto_tsquery('english', text) AS term
           WHERE numnode(term) > 0
         ) AS query
         FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list (terms, number)
       ) AS each
       WHERE query IS NOT NULL GROUP BY query
     ) AS words
     ORDER BY words.number`,
    [JSON.stringify(groups), documents, MOST_COUNTED],
    signal,
  );

const rank = (
  database: Pick<Database, 'query'>,
  query: string,
  documents: readonly number[],
  signal: AbortSignal | undefined,
): Promise<RankedChunk[]> =>
  database.query<RankedChunk>(
    `SELECT document_id, place, ts_rank_cd($1::float4[], words, $2::tsquery, 32)::float8 AS rank
     FROM document_chunks WHERE words @@ $2::tsquery AND document_id = ANY ($3::int4[])`,
    [WEIGHTS, query, documents],
    signal,
  );

/** Returns the lexemes of a tsquery. */
const lexemesOf = (query: string): string[] =>
  [...query.matchAll(/'((?:[^']|'')*)'/g)].map(([, lexeme = '']) => lexeme.replaceAll("''", "'"));
