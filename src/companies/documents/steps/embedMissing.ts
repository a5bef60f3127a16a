import type pg from 'pg';
import { inTransaction } from '../../../database/transaction.js';
import { withConnection } from '../../../database/withConnection.js';
import type { Job } from '../../../jobs/task.js';
import type { DocumentServices } from './documentServices.js';

/** How many chunks are embedded and stored at a time: what a killed process loses at most. */
const PART = 16;

/**
 * Computes the vectors of chunks that have none of the model of this process, and stores them in parts.
 *
 * @param id of the document
 * @param mayStore locks the document; false: it has changed meanwhile, and nothing more is done
 * @throws Error (AbortError) where the job is to end
 */
export async function embedMissing(
  id: number,
  { pool, services: { embedder }, signal, progress }: Job<Pick<DocumentServices, 'embedder'>>,
  mayStore: (client: pg.ClientBase) => Promise<boolean>,
): Promise<void> {
  const { model } = embedder;
  const { rows } = await pool.query<{ place: number; has: boolean }>(
    `SELECT place, EXISTS (
       SELECT FROM chunk_vectors AS vector
       WHERE vector.document_id = chunk.document_id AND vector.place = chunk.place AND vector.model = $2
     ) AS has
     FROM document_chunks AS chunk WHERE document_id = $1 ORDER BY place`,
    [id, model],
  );
  const missing = rows.filter(({ has }) => !has).map(({ place }) => place);
  for (let first = 0; first < missing.length; first += PART) {
    signal.throwIfAborted();
    const chunks = await chunksAt(pool, id, missing.slice(first, first + PART));
    const vectors = await embedder.embed(
      chunks.map(({ text }) => text),
      signal,
    );
    const isStored = await withConnection(pool, (client) =>
      inTransaction(client, async () => {
        if (!(await mayStore(client))) return false;
        await insert(
          client,
          ...[id, model],
          chunks.map(({ place }) => place),
          vectors,
        );
        return true;
      }),
    );
    if (!isStored) return;
    progress(rows.length - missing.length + first + chunks.length, rows.length);
  }
}

async function chunksAt(
  pool: pg.Pool,
  id: number,
  places: readonly number[],
): Promise<{ readonly place: number; readonly text: string }[]> {
  const { rows } = await pool.query<{ place: number; text: string }>(
    'SELECT place, text FROM document_chunks WHERE document_id = $1 AND place = ANY ($2) ORDER BY place',
    [id, places],
  );
  return rows;
}

async function insert(
  client: pg.ClientBase,
  id: number,
  model: string,
  places: readonly number[],
  vectors: readonly Float32Array[],
): Promise<void> {
  await client.query(
    `INSERT INTO chunk_vectors (document_id, place, model, vector)
     SELECT $1, place, $2, vector FROM unnest($3::int4[], $4::bytea[]) AS given (place, vector)
     ON CONFLICT DO NOTHING`,
    [id, model, places, vectors.map(bytesOf)],
  );
}

/** Returns the numbers as 32-bit floats, little-endian, as all machines that Node runs on have them. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
