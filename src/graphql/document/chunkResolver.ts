import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Chunk } from './chunk.js';
import { Document } from './document.js';
import { documentLoader } from './documentLoaders.js';

@Resolver(() => Chunk)
export class ChunkResolver {
  @FieldResolver(() => Document, { description: 'The document that it is a piece of.' })
  async document(
    @Root() { row: { document_id: id } }: Chunk,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Document> {
    // It may have been deleted since the chunk was read.
    const row = await loaders.get(documentLoader).load(id);
    if (row === null) throw new Error(`Expected the document ${id} of a chunk, got none.`);
    return new Document(row);
  }
}
