import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Chunk } from '../document/chunk.js';
import { chunkLoader } from '../document/chunkLoaders.js';
import { SearchInput } from './searchInput.js';
import { searchLoader } from './searchLoader.js';
import { searchRequestOf } from './searchRequestOf.js';
import { SearchHit, SearchResult } from './searchResult.js';

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
    const { loaders } = context;
    const answer = await loaders.get(searchLoader).load(searchRequestOf(input, context));
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
