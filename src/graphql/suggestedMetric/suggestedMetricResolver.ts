import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Document } from '../document/document.js';
import { storedDocument } from '../document/storedDocument.js';
import { SuggestedMetric } from './suggestedMetric.js';

@Resolver(() => SuggestedMetric)
export class SuggestedMetricResolver {
  @FieldResolver(() => Document, { description: 'The document that states it.' })
  document(@Root() { row }: SuggestedMetric, @Ctx() context: GraphqlContext): Promise<Document> {
    return storedDocument(row.document_id, context);
  }
}
