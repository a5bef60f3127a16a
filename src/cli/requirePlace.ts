import { lstat } from 'node:fs/promises';
import { ignoring } from '../database/embedded/files.js';
import { UserError } from '../userError.js';

/**
 * Refuses a place that a file cannot be written to. A file is replaced as a whole, so that a device, a pipe or a link would
 * be lost.
 *
 * @param replaces whether a file that exists is replaced
 * @throws UserError where the place has no name, or has something that is not replaced
 */
export async function requirePlace(file: string, replaces: boolean): Promise<void> {
  if (file === '') throw new UserError('Expected the name of a file, got "": name one.');
  const found = await lstat(file).catch(ignoring('ENOENT'));
  if (found === undefined) return;
  if (!replaces) {
    throw new UserError(`Expected a new file, but ${file} exists: choose another name, or add --force.`);
  }
  if (found.isFile()) return;
  throw new UserError(
    `Expected a file to replace, but ${file} is a folder, a link, a pipe or a device: choose another name.`,
  );
}
