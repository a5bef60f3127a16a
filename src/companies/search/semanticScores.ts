import type { Database } from '../../database/database.js';
import type { Embedder } from './embedder.js';
import { cosines } from './index/cosines.js';
import { floatsOf } from './index/floatsOf.js';
import type { IndexedDocument } from './index/indexedDocument.js';
import { readVectors } from './index/readVectors.js';

/**
 * Calls `onCosine` for each chunk of some documents that has a vector.
 *
 * @param query the vector of the query
 */
export async function semanticScores(
  { database, embedder }: { database: Pick<Database, 'query'>; embedder: Pick<Embedder, 'model' | 'size'> },
  { query, documents }: { readonly query: Float32Array; readonly documents: readonly IndexedDocument[] },
  onCosine: (documentId: number, place: number, cosine: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  let compared = 0;
  for (const { id, chunks, vectors } of documents) {
    if (chunks === 0) continue;
    if (vectors !== null) {
      compared = await cosines(query, vectors, compared, (place, cosine) => onCosine(id, place, cosine));
      signal?.throwIfAborted();
      continue;
    }
    const { model, size } = embedder;
    for await (const page of readVectors(database, { id, model, size }, signal)) {
      const all = new Float32Array(page.length * size);
      page.forEach(({ vector }, at) => all.set(floatsOf(vector), at * size));
      compared = await cosines(query, all, compared, (at, cosine) => onCosine(id, page[at].place, cosine));
    }
  }
}
