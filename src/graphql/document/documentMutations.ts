import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { Document, DOCUMENT_IDS } from './document.js';
import { documentLoader } from './documentLoaders.js';
import { documentOf } from './documentOf.js';

const ONE = 'a document';
const ID_OF_DOCUMENT = 'Id of the document.';
const LISTED_BY = 'Stock.documents';

@Resolver()
export class DocumentMutations {
  @Mutation(() => Document, {
    description:
      'Processes a document again from its first step on, also one that failed or is being processed, and returns it as it ' +
      'waits. It is searched again once it is READY.',
  })
  async reprocessDocument(
    @Arg('id', () => ID, { description: ID_OF_DOCUMENT }) id: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Document> {
    const { caller, documentChanges, loaders, reads } = context;
    const number = idOf(DOCUMENT_IDS, ONE, id);
    const isChanged = await documentChanges.reprocess(number, actorIn(caller, info), reads.signal);
    // An earlier field of the operation may have read it.
    loaders.get(documentLoader).clear(number);
    return found(isChanged ? await documentOf(number, context) : null, ONE, id, LISTED_BY);
  }

  @Mutation(() => Document, {
    description:
      'Deletes a document with its file, text, chunks and figures, and returns it as it was. Nothing finds it any more; only ' +
      'earlier events still name it. The same bytes may be added again, as another document.',
  })
  async deleteDocument(
    @Arg('id', () => ID, { description: ID_OF_DOCUMENT }) id: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Document> {
    const { caller, documentChanges, loaders, reads } = context;
    const number = idOf(DOCUMENT_IDS, ONE, id);
    loaders.get(documentLoader).clear(number);
    const document = await documentOf(number, context);
    const isDeleted = await documentChanges.remove(number, actorIn(caller, info), reads.signal);
    loaders.get(documentLoader).clear(number);
    return found(isDeleted ? document : null, ONE, id, LISTED_BY);
  }
}
