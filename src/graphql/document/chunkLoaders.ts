import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { countOf } from '../countOf.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** What tells a chunk from others. */
export interface ChunkKey {
  readonly documentId: number;
  /** From 0. */
  readonly place: number;
}

export interface ChunkRow {
  readonly document_id: number;
  readonly place: number;
  readonly page: number | null;
  readonly heading: string | null;
  readonly start_at: number;
  readonly end_at: number;
  readonly text: string;
}

export interface ChunkPageKey {
  readonly documentId: number;
  /** The place before the first one; null: begin with the first chunk. */
  readonly after: number | null;
  readonly limit: number;
}

const COLUMNS = sql.raw(
  'chunks.document_id, chunks.place, chunks.page, chunks.heading, chunks.start_at, chunks.end_at, chunks.text',
);

/** Loads chunks by document and place; null where there is none. */
export function chunkLoader({ reads }: Sources): DataLoader<ChunkKey, ChunkRow | null, string> {
  return keyedLoader(async (keys: readonly ChunkKey[]) => {
    const rows = await reads.rows(sql<ChunkRow & { readonly at: number }>`
      SELECT asked.at, ${COLUMNS}
      FROM unnest(
        ${keys.map(({ documentId }) => documentId)}::integer[], ${keys.map(({ place }) => place)}::integer[]
      ) WITH ORDINALITY AS asked (document, place, at)
      JOIN document_chunks AS chunks ON chunks.document_id = asked.document AND chunks.place = asked.place`);
    return inOrderOfKeys(keys.length, rows).map(([row = null]) => row);
  });
}

/** Loads pages of the chunks of documents, in their order. */
export function chunksLoader({ reads }: Sources): DataLoader<ChunkPageKey, readonly ChunkRow[], string> {
  return keyedLoader((keys: readonly ChunkPageKey[]) =>
    Promise.all(
      keys.map(({ documentId, after, limit }) =>
        reads.rows(sql<ChunkRow>`
          SELECT ${COLUMNS} FROM document_chunks AS chunks
          WHERE chunks.document_id = ${documentId}::integer AND chunks.place > ${after ?? -1}::integer
          ORDER BY chunks.place LIMIT ${limit}::integer`),
      ),
    ),
  );
}

/** Counts the chunks of documents. */
export function chunkCountLoader({
  reads,
}: Sources): DataLoader<{ readonly documentId: number }, number, string> {
  return keyedLoader((keys: readonly { readonly documentId: number }[]) =>
    Promise.all(
      keys.map(({ documentId }) =>
        countOf(
          reads,
          sql`SELECT count(*) AS count FROM document_chunks WHERE document_id = ${documentId}::integer`,
        ),
      ),
    ),
  );
}
