import type { WordCount } from './wordCount.js';

/** Of more words, those that the fewest chunks have say enough. */
const MOST_WORDS = 5;

/** How the words of a query are searched. */
export interface KeywordQuery {
  /** A tsquery of chunks that have at least two of the words, or the only one. */
  readonly closely: string;
  /** A tsquery of chunks that have one of them: used where nothing is found closely. */
  readonly loosely: string;
}

/**
 * Returns how to search for the words of a query: chunks that have two or more of them rank, because a chunk in which
 * two of them stand close together is about them, while nearly every chunk has one. Words that no chunk has are left out,
 * and of many words, those that most chunks have: they say the least, and ranking all their chunks takes long.
 *
 * @param counts in the order of the query
 * @param mostChunks about how many chunks may be ranked; two words are searched whatever it is
 * @returns null where no chunk has any of the words
 */
export function keywordQuery(counts: readonly WordCount[], mostChunks: number): KeywordQuery | null {
  const rarest = counts.filter(({ chunks }) => chunks > 0).sort((one, other) => one.chunks - other.chunks);
  const words: string[] = [];
  let atMost = 0;
  for (const { query, chunks } of rarest.slice(0, MOST_WORDS)) {
    // Each chunk with two words has one that is not the rarest.
    if (words.length > 0) atMost += chunks;
    if (words.length >= 2 && atMost > mostChunks) break;
    words.push(`(${query})`);
  }
  if (words.length === 0) return null;
  const loosely = words.join(' | ');
  const pairs = words.slice(0, -1).map((word, at) => `${word} & (${words.slice(at + 1).join(' | ')})`);
  return { closely: pairs.length === 0 ? loosely : pairs.map((pair) => `(${pair})`).join(' | '), loosely };
}
