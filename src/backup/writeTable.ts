import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { fileOf, type TableFile } from './manifest.js';
import { namesOf } from './namesOf.js';
import { QUEUED_JOBS } from './queuedJobs.js';
import type { CatalogueTable } from './readCatalogue.js';

/** The fastest. Level 6 takes five times the processor, and saves a seventh. */
const LEVEL = 1;

export interface WriteTableOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes that the database has sent of the table so far. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Writes the rows of a table, as COPY gives them, into its file. The database waits where the disk is slower.
 *
 * @throws Error of the disk, which names the file, or of the database
 */
export async function writeTable(
  client: pg.ClientBase,
  folder: string,
  { name, columns }: CatalogueTable,
  { signal, onBytes }: WriteTableOptions,
): Promise<TableFile> {
  const query = name === 'early_jobs' ? `(${QUEUED_JOBS})` : `${namesOf([name])} (${namesOf(columns)})`;
  const source = client.query(copyTo(`COPY ${query} TO STDOUT`));
  const path = join(folder, fileOf(name));
  const sink = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const hash = createHash('sha256');
  let [read, bytes] = [0, 0];
  try {
    await pipeline(
      source,
      async function* (rows: AsyncIterable<Buffer>) {
        for await (const chunk of rows) {
          onBytes((read += chunk.length));
          yield chunk;
        }
      },
      createGzip({ level: LEVEL }),
      async function* (packed: AsyncIterable<Buffer>) {
        for await (const chunk of packed) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      },
      sink,
      { ...(signal !== undefined && { signal }) },
    );
  } catch (error) {
    // A failed write says nothing about its file.
    if (error instanceof Error && error === sink.errored) Object.assign(error, { path });
    throw error;
  }
  return { columns: [...columns], rows: source.rowCount, bytes, sha256: hash.digest('hex') };
}
