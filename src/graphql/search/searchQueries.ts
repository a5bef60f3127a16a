import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { QueueFull } from '../../async/queueFull.js';
import type { SearchAnswer } from '../../companies/search/searchAnswer.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { Chunk } from '../document/chunk.js';
import { chunkLoader } from '../document/chunkLoaders.js';
import { SearchInput } from './searchInput.js';
import { searchRequestOf } from './searchRequestOf.js';
import { SearchHit, SearchResult } from './searchResult.js';

/** After how many seconds a query may be embedded that could not wait for its turn. */
const RETRY_AFTER = 5;

@Resolver()
export class SearchQueries {
  @Query(() => SearchResult, {
    description:
      'Finds passages of documents that are READY, by what they mean, by their words, or both. The same query of the same ' +
      'documents has the same answer.',
  })
  async searchDocuments(
    @Arg('input', () => SearchInput, { description: 'What is searched, and where.' }) input: SearchInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SearchResult> {
    const { documentSearch, loaders, reads } = context;
    const request = searchRequestOf(input, context);
    const answer = await inTurn(reads.outOfTurn(() => documentSearch.search(request, reads.signal)));
    const chunks = loaders.get(chunkLoader);
    const hits = await Promise.all(
      answer.hits.map(async (hit) => {
        const row = await chunks.load({ documentId: hit.documentId, place: hit.place });
        return row && new SearchHit(hit, new Chunk(row));
      }),
    );
    // A chunk that is null was deleted just now.
    return new SearchResult(
      answer,
      hits.filter((hit) => hit !== null),
    );
  }
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
