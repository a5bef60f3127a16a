import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { DocumentFiles } from '../companies/documents/store/documentFiles.js';
import { DOCUMENTS, type DocumentsOfBackup } from './manifest.js';

/**
 * Copies the files of all documents that a store has, by their hashes. A file that is missing, or has other bytes than were
 * added, is counted and left out: the store has its text nevertheless.
 *
 * @param client in the snapshot of the backup
 * @throws Error of the disk that is written to
 */
export async function writeDocuments(
  client: pg.ClientBase,
  folder: string,
  files: Pick<DocumentFiles, 'get'>,
  signal?: AbortSignal,
): Promise<DocumentsOfBackup> {
  const { rows } = await client.query<{ hash: string; bytes: number }>(
    'SELECT hash, bytes FROM documents WHERE deleted_at IS NULL ORDER BY hash',
  );
  await mkdir(join(folder, DOCUMENTS), { mode: 0o700 });
  let [count, total, missing] = [0, 0, 0];
  for (const { hash, bytes } of rows) {
    if (await isCopied(files.get(hash), join(folder, DOCUMENTS, hash), hash, signal)) {
      count++;
      total += bytes;
    } else missing++;
  }
  return { files: count, bytes: total, missing };
}

async function isCopied(from: string, to: string, hash: string, signal?: AbortSignal): Promise<boolean> {
  const source = createReadStream(from);
  const sink = createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true });
  const digest = createHash('sha256');
  try {
    await pipeline(
      source,
      async function* (parts: AsyncIterable<Buffer>) {
        for await (const part of parts) {
          digest.update(part);
          yield part;
        }
      },
      sink,
      ...(signal === undefined ? [] : [{ signal }]),
    );
    if (digest.digest('hex') === hash) return true;
  } catch (error) {
    if (error !== source.errored) throw error;
  }
  await rm(to, { force: true });
  return false;
}
