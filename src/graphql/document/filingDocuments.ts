import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Filing } from '../filing/filing.js';
import { Document } from './document.js';
import { filingDocumentsLoader } from './filingDocumentsLoader.js';

@Resolver(() => Filing)
export class FilingDocuments {
  @FieldResolver(() => [Document], {
    description:
      'What was filed, where it was added: the document of the same bytes; else those of the same link, at most 20, the ' +
      'newest first. They were published up to the day `on` of the list of filings.',
  })
  async documents(
    @Root() { row, url, on }: Filing,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly Document[]> {
    const key = { stockId: row.stock_id, hash: row.hash, url: url ?? '', on };
    const rows = await loaders.get(filingDocumentsLoader).load(key);
    return rows.map((one) => new Document(one));
  }
}
