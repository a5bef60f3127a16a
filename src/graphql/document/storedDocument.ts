import type { GraphqlContext } from '../context.js';
import { Document } from './document.js';
import { documentLoader } from './documentLoaders.js';

/**
 * Returns a document that something is stored of, also one that was deleted since that was read.
 *
 * @throws Error where there never was one
 */
export async function storedDocument(
  id: number,
  { loaders }: Pick<GraphqlContext, 'loaders'>,
): Promise<Document> {
  const row = await loaders.get(documentLoader).load(id);
  if (row === null) throw new Error(`Expected the document ${id} that is referred to, got none.`);
  return new Document(row);
}
