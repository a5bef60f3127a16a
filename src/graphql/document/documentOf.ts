import type { GraphqlContext } from '../context.js';
import { Document } from './document.js';
import { documentLoader } from './documentLoaders.js';

/** Finds a document; null where there is none, or it was deleted. */
export async function documentOf(
  id: number,
  { loaders }: Pick<GraphqlContext, 'loaders'>,
): Promise<Document | null> {
  const row = await loaders.get(documentLoader).load(id);
  return row === null || row.is_deleted ? null : new Document(row);
}
