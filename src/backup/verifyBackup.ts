import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ignoring } from '../database/embedded/files.js';
import { UserError } from '../userError.js';
import { DOCUMENTS, fileOf, MANIFEST, type Manifest } from './manifest.js';
import { readManifest } from './readManifest.js';
import { verifyDocuments } from './verifyDocuments.js';

/**
 * Checks that a backup is complete, and each of its bytes as it was written. Needs no database.
 *
 * @param onProgress called with the table whose file is read, and how many bytes of all files are done
 * @throws UserError if it is not
 */
export async function verifyBackup(
  folder: string,
  onProgress: (table: string, done: number, total: number) => void = () => undefined,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const tables = Object.entries(manifest.tables);
  const { documents } = manifest;
  await requireFiles(
    folder,
    documents !== undefined,
    new Map(tables.map(([table, { bytes }]) => [fileOf(table), bytes])),
  );
  const total = tables.reduce((sum, [, { bytes }]) => sum + bytes, documents?.bytes ?? 0);
  let done = 0;
  for (const [table, { sha256 }] of tables) {
    const path = join(folder, fileOf(table));
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        hash.update(chunk);
        onProgress(table, (done += chunk.length), total);
      }
    });
    if (hash.digest('hex') !== sha256) throw damaged(`${path} has other bytes than were written`);
  }
  if (documents !== undefined) {
    const fault = await verifyDocuments(folder, documents, (bytes) =>
      onProgress(DOCUMENTS, (done += bytes), total),
    );
    if (fault !== null) throw damaged(fault);
  }
  return manifest;
}

/** Checks that a folder has these files with these sizes, the folder of documents if there is to be one, and nothing else. */
async function requireFiles(
  folder: string,
  hasDocuments: boolean,
  files: ReadonlyMap<string, number>,
): Promise<void> {
  const found = new Set(await readdir(folder));
  found.delete(MANIFEST);
  if (hasDocuments) {
    const documents = await lstat(join(folder, DOCUMENTS)).catch(ignoring('ENOENT'));
    if (!documents?.isDirectory()) throw damaged(`the folder ${DOCUMENTS} is missing in ${folder}`);
    found.delete(DOCUMENTS);
  }
  const missing = [...files.keys()].find((name) => !found.has(name));
  if (missing !== undefined) throw damaged(`${missing} is missing in ${folder}`);
  const other = [...found].find((name) => !files.has(name));
  if (other !== undefined) throw damaged(`${folder} also has ${other}`);
  for (const [name, bytes] of files) {
    const file = await lstat(join(folder, name));
    if (!file.isFile()) throw damaged(`${name} in ${folder} is a link or a folder`);
    if (file.size !== bytes) throw damaged(`${name} in ${folder} has ${file.size} bytes of ${bytes}`);
  }
}

const damaged = (what: string): UserError =>
  new UserError(
    `Expected a backup as greyoak wrote it, but ${what}. Copy it again from where it was made, or use another backup.`,
  );
