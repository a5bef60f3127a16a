import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { decodeId } from '../ids.js';
import { Document, DOCUMENT_IDS } from './document.js';
import { documentOf } from './documentOf.js';

@Resolver()
export class DocumentQueries {
  @Query(() => Document, {
    nullable: true,
    description: 'A document by its id, in every state; null where there is none, or it was deleted.',
  })
  async document(
    @Arg('id', () => ID, { description: 'Id of the document.' }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<Document | null> {
    const number = decodeId(DOCUMENT_IDS, id);
    return number === null ? null : documentOf(number, context);
  }
}
