import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DOCUMENTS, type DocumentsOfBackup } from './manifest.js';

const HASH = /^[0-9a-f]{64}$/;

/**
 * Checks the files of documents in a backup: each has its hash as its name.
 *
 * @returns what is wrong, as the end of "but …"; null: nothing
 */
export async function verifyDocuments(
  folder: string,
  { files, bytes }: DocumentsOfBackup,
  onBytes: (bytes: number) => void,
): Promise<string | null> {
  const names = await readdir(join(folder, DOCUMENTS));
  let total = 0;
  for (const name of names) {
    const path = join(folder, DOCUMENTS, name);
    const file = await lstat(path);
    if (!HASH.test(name) || !file.isFile()) return `${DOCUMENTS} in ${folder} also has ${name}`;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    if (hash.digest('hex') !== name) return `${path} has other bytes than were written`;
    total += file.size;
    onBytes(file.size);
  }
  if (names.length === files && total === bytes) return null;
  return `${DOCUMENTS} in ${folder} has ${names.length} files of ${total} bytes, and not ${files} of ${bytes}`;
}
