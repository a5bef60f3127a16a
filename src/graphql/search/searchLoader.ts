import type DataLoader from 'dataloader';
import { QueueFull } from '../../async/queueFull.js';
import type { SearchAnswer } from '../../companies/search/searchAnswer.js';
import type { SearchRequest } from '../../companies/search/searchRequest.js';
import { codedError } from '../codedError.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** After how many seconds a query may be embedded that could not wait for its turn. */
const RETRY_AFTER = 5;

/** Searches documents, the same request of an operation once. */
export function searchLoader({
  documentSearch,
  reads,
}: Pick<LoaderSources, 'documentSearch' | 'reads'>): DataLoader<SearchRequest, SearchAnswer, string> {
  return keyedLoader((requests: readonly SearchRequest[]) =>
    Promise.all(
      requests.map((request) => inTurn(reads.outOfTurn(() => documentSearch.search(request, reads.signal)))),
    ),
  );
}

async function inTurn(searching: Promise<SearchAnswer>): Promise<SearchAnswer> {
  try {
    return await searching;
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error;
    const message = `The query cannot be compared now: too many texts wait for the model. Ask again in ${RETRY_AFTER} s.`;
    throw codedError('OVERLOADED', message, { status: 503, retryAfter: RETRY_AFTER });
  }
}
