import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Document } from './document.js';
import { DocumentEvent } from './documentEvent.js';
import { storedDocument } from './storedDocument.js';

@Resolver(() => DocumentEvent)
export class DocumentEventResolver {
  @FieldResolver(() => Document, {
    description:
      'The document as it was when the event was read: later changes may be in it. One that was deleted since has no chunks.',
  })
  document(@Root() { documentId }: DocumentEvent, @Ctx() context: GraphqlContext): Promise<Document> {
    return storedDocument(documentId, context);
  }
}
