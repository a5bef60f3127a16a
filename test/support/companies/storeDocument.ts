import { randomBytes } from 'node:crypto';
import type { Embedder } from '../../../src/companies/search/embedder.js';
import type { Database } from '../../../src/database/database.js';

export interface StoredDocument {
  readonly ticker?: string;
  readonly category?: string;
  readonly publishedOn?: string;
  /** Of its vectors; that of the embedder by default. */
  readonly model?: string;
}

/** Stores a document with these chunks as its jobs leave it: READY, with words and vectors. Returns its id. */
export async function storeDocument(
  { pool }: Pick<Database, 'pool'>,
  embedder: Embedder,
  texts: readonly string[],
  {
    ticker = 'ALPHA',
    category = 'RESULTS',
    publishedOn = '2024-05-01',
    model = embedder.model,
  }: StoredDocument = {},
): Promise<number> {
  await pool.query('INSERT INTO stocks (ticker) VALUES ($1) ON CONFLICT DO NOTHING', [ticker]);
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO documents (hash, stock_id, category, title, published_on, media_type, bytes, status, step, model)
     VALUES ($1, (SELECT id FROM stocks WHERE ticker = $2), $3, 'Title', $4, 'text/plain', 1, 'READY', NULL, $5)
     RETURNING id`,
    [randomBytes(32).toString('hex'), ticker, category, publishedOn, model],
  );
  const [{ id }] = rows;
  const vectors = await embedder.embed(texts);
  await pool.query(
    `INSERT INTO document_chunks (document_id, place, start_at, end_at, text, words)
     SELECT $1, place - 1, 0, 1, text, to_tsvector('english', text)
     FROM unnest($2::text[]) WITH ORDINALITY AS given (text, place)`,
    [id, texts],
  );
  await pool.query(
    `INSERT INTO chunk_vectors (document_id, place, model, vector)
     SELECT $1, place - 1, $3, vector FROM unnest($2::bytea[]) WITH ORDINALITY AS given (vector, place)`,
    [
      id,
      vectors.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
      model,
    ],
  );
  await changeDocument({ pool }, id, "status = 'READY'");
  return id;
}

/** Changes a document as its jobs do, which count the change as one that searches see. */
export async function changeDocument(
  { pool }: Pick<Database, 'pool'>,
  id: number,
  assignment: string,
): Promise<void> {
  const statement = `WITH log AS (UPDATE document_log SET revision = revision + 1 RETURNING revision)
    UPDATE documents SET ${assignment}, revision = (SELECT revision FROM log) WHERE id = $1`;
  await pool.query(statement, [id]);
}
