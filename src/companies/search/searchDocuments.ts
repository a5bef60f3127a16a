import type { Database } from '../../database/database.js';
import type { Embedder } from './embedder.js';
import type { VectorIndex } from './index/vectorIndex.js';
import type { SearchAnswer } from './searchAnswer.js';
import type { SearchRequest } from './searchRequest.js';

/** What a search reads. */
export interface SearchServices {
  readonly database: Pick<Database, 'query'>;
  readonly index: VectorIndex;
  readonly embedder: Embedder;
}

/**
 * Finds chunks of documents that are READY, by what they mean, by their words, or both. The same request of the same store
 * gives the same answer.
 *
 * @throws Error where the embedder or the store fails; AbortError where the signal aborts
 */
export function searchDocuments(
  _services: SearchServices,
  _request: SearchRequest,
  _signal?: AbortSignal,
): Promise<SearchAnswer> {
  return Promise.reject(new Error('Expected a search, but it is not written yet.'));
}
