import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFault } from '../../fileFault.js';
import { FeedFailure } from './feedFailure.js';

const MOST_FILES = 10_000;
/** What programs call files that they still write. */
const UNFINISHED = /^[.~]|~$|\.(part|partial|tmp|temp|crdownload|download|filepart|swp)$/i;

/** A file of a watched folder. */
export interface ListedFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** When it changed last, in nanoseconds since 1970; a text, because a number does not hold them. */
  readonly modified: string;
}

/**
 * Lists the regular files of a folder itself, without those that are named as unfinished.
 *
 * @throws FeedFailure where the folder cannot be read, or holds too many files
 */
export async function listFolder(folder: string): Promise<readonly ListedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new FeedFailure(`Expected to read the folder ${folder}: ${fileFault(error)}.`);
  });
  const names = entries
    .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
    .map(({ name }) => name);
  if (names.length > MOST_FILES) {
    throw new FeedFailure(
      `Expected at most ${MOST_FILES} files in ${folder}, got ${names.length}: move those away that were taken.`,
    );
  }
  const files: ListedFile[] = [];
  for (const name of names) {
    try {
      const { size, mtimeNs } = await lstat(join(folder, name), { bigint: true });
      files.push({ name, size: Number(size), modified: String(mtimeNs) });
    } catch {
      // It was moved away meanwhile.
    }
  }
  return files;
}
