import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Chunk } from './chunk.js';
import { Document } from './document.js';
import { storedDocument } from './storedDocument.js';

@Resolver(() => Chunk)
export class ChunkResolver {
  @FieldResolver(() => Document, { description: 'The document that it is a piece of.' })
  document(@Root() { row }: Chunk, @Ctx() context: GraphqlContext): Promise<Document> {
    return storedDocument(row.document_id, context);
  }
}
