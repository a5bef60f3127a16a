import { createHash } from 'node:crypto';
import { lstat, opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openDataFile } from '../../market/imports/openDataFile.js';
import { shown } from '../../shown.js';
import { changed } from './changed.js';
import { folderOf, MANIFEST, RUN_FILES, type ManifestFile, type SessionManifest } from './manifest.js';
import { requireSize } from './requireSize.js';

/**
 * Checks that a folder has the files of its manifest with each of their bytes, and nothing else. No link is followed.
 *
 * @throws UserError that names a file which is missing, in addition, or not as it was written
 */
export async function requireFiles(folder: string, { runs }: SessionManifest): Promise<void> {
  const folders = runs.map(({ modes }) => folderOf(modes));
  await requireNames(folder, '', [MANIFEST, ...folders]);
  for (const name of folders) {
    if (!(await lstat(join(folder, name))).isDirectory()) throw changed(`${name} is no folder`);
    await requireNames(join(folder, name), `${name}/`, RUN_FILES);
  }
  for (const [k, { files }] of runs.entries()) {
    for (const [name, file] of Object.entries(files)) {
      await requireBytes(join(folder, folders[k], name), `${folders[k]}/${name}`, file);
    }
  }
}

async function requireNames(folder: string, prefix: string, names: readonly string[]): Promise<void> {
  const missing = new Set(names);
  // One by one, because a folder may have any number of names.
  for await (const { name } of await opendir(folder)) {
    if (!missing.delete(name)) throw changed(`${prefix}${shown(name)} is in addition`);
  }
  const [first] = missing;
  if (first !== undefined) throw changed(`${prefix}${first} is missing`);
}

async function requireBytes(path: string, name: string, { bytes, sha256 }: ManifestFile): Promise<void> {
  const { handle, size } = await openDataFile(path);
  try {
    if (size !== bytes) throw changed(`${name} has ${size} bytes of ${bytes}`);
    requireSize(basename(path), size);
    const hash = createHash('sha256');
    const chunks: AsyncIterable<Buffer> = handle.createReadStream({ start: 0, autoClose: false });
    for await (const chunk of chunks) hash.update(chunk);
    if (hash.digest('hex') !== sha256) throw changed(`${name} has other bytes than were written`);
  } finally {
    await handle.close();
  }
}
