import type { FileHandle } from 'node:fs/promises';
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { fileFault } from '../../../fileFault.js';
import { openDataFile } from '../../../market/imports/openDataFile.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';

/**
 * Opens a file that an index names. It lies in the folder, also where the name or a folder of its path is a link.
 *
 * @param file its path from the folder
 * @returns a handle, which the caller closes
 * @throws UserError for a path that leaves the folder, and for what is no regular file or cannot be read
 */
export async function openDocument(folder: string, file: string): Promise<FileHandle> {
  if (file === '') throw new UserError('Expected the name of a file in the folder, got none: add it.');
  const parts = file.split(/[/\\]/);
  if (isAbsolute(file) || parts.includes('..') || /^[A-Za-z]:/.test(file)) throw outside(file);
  const root = await placeOf(folder, folder);
  const place = await placeOf(join(folder, file), file);
  if (!place.startsWith(root.endsWith(sep) ? root : root + sep)) throw outside(file);
  return (await openDataFile(place)).handle;
}

function placeOf(path: string, given: string): Promise<string> {
  return realpath(path).catch((error: unknown) => {
    throw new UserError(`${shown(given)} cannot be read: ${fileFault(error)}.`);
  });
}

const outside = (file: string): UserError =>
  new UserError(
    `Expected a file within the folder, got "${shown(file)}": put the file itself into the folder, and name it from there.`,
  );
