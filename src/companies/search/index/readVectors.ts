import type { Database } from '../../../database/database.js';

/** How many vectors are read with one statement: 8 MB of 512 numbers. */
const PAGE = 4_096;

/**
 * Reads the vectors of a document in pages, in the order of their places.
 *
 * @param model others are not read
 * @param size how many numbers a vector has; others are not read
 */
export async function* readVectors(
  database: Pick<Database, 'query'>,
  { id, model, size }: { readonly id: number; readonly model: string; readonly size: number },
  signal?: AbortSignal,
): AsyncGenerator<readonly { readonly place: number; readonly vector: Buffer }[]> {
  for (let after = -1; ;) {
    const page = await database.query<{ place: number; vector: Buffer }>(
      `SELECT place, vector FROM chunk_vectors
       WHERE document_id = $1 AND model = $2 AND place > $3 AND octet_length(vector) = $4
       ORDER BY place LIMIT $5`,
      [id, model, after, size * Float32Array.BYTES_PER_ELEMENT, PAGE],
      signal,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE) return;
    after = last.place;
  }
}
