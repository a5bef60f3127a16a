import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Row } from '../exportTable.js';
import { FORMATS } from '../formats/formats.js';
import type { FolderTable } from './folderTable.js';
import type { ManifestFile, TABLE_FORMATS } from './manifest.js';

const ROWS_AT_ONCE = 1000;

/** Writes a table into a new file, and returns what the manifest says of it. */
export async function writeTableFile(
  path: string,
  { columns, rows }: FolderTable,
  format: (typeof TABLE_FORMATS)[number],
  signal?: AbortSignal,
): Promise<ManifestFile> {
  let count = 0;
  const pieces = FORMATS[format].encode({ columns, batches: batched(rows()) }, (more) => (count += more));
  const written = await writePieces(path, pieces, signal);
  return { rows: count, ...written };
}

/** Writes a text into a new file, and returns what the manifest says of it. */
export async function writeTextFile(path: string, text: string): Promise<ManifestFile> {
  return { rows: null, ...(await writePieces(path, [Buffer.from(text)])) };
}

/** The bytes are on the disk when it resolves. */
async function writePieces(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<Pick<ManifestFile, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  await pipeline(counted, createWriteStream(path, { flags: 'wx', flush: true }), {
    ...(signal && { signal }),
  });
  return { bytes, sha256: hash.digest('hex') };
}

async function* batched(rows: Iterable<Row>): AsyncGenerator<readonly Row[], void, undefined> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
