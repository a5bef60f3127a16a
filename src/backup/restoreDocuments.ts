import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentFiles } from '../companies/documents/store/documentFiles.js';
import { UserError } from '../userError.js';
import { DOCUMENTS } from './manifest.js';

/**
 * Puts the files of documents of a backup where the service looks for them.
 *
 * @throws UserError where a file changed since it was verified
 */
export async function restoreDocuments(
  folder: string,
  files: Pick<DocumentFiles, 'stage' | 'put' | 'discard'>,
  signal?: AbortSignal,
): Promise<void> {
  for (const name of await readdir(join(folder, DOCUMENTS))) {
    signal?.throwIfAborted();
    const path = join(folder, DOCUMENTS, name);
    const staged = await files.stage(createReadStream(path));
    if (staged.hash !== name) {
      await files.discard(staged);
      throw new UserError(`Expected ${path} as it was verified, but it was changed since: restore again.`);
    }
    await files.put(staged);
  }
}
