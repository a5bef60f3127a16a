import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Document } from '../document/document.js';
import { documentLoader } from '../document/documentLoaders.js';
import { SuggestedMetric } from './suggestedMetric.js';

@Resolver(() => SuggestedMetric)
export class SuggestedMetricResolver {
  @FieldResolver(() => Document, { description: 'The document that states it.' })
  async document(
    @Root() { row: { document_id: id } }: SuggestedMetric,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Document> {
    // It may have been deleted since the suggestion was read.
    const row = await loaders.get(documentLoader).load(id);
    if (row === null) throw new Error(`Expected the document ${id} of a suggestion, got none.`);
    return new Document(row);
  }
}
