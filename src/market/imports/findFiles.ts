import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileFault } from '../../fileFault.js';
import { UserError } from '../../userError.js';
import { DATASETS } from '../datasets/datasets.js';

/** The files of an import folder. */
export interface FolderFiles {
  /** Paths by the name of their dataset. */
  readonly paths: ReadonlyMap<string, string>;
  /** CSV files that are no part of the format. */
  readonly ignored: readonly string[];
  /** The size of all files of the format. */
  readonly bytes: number;
}

/**
 * Finds the files of an import folder, or the one file of the format that a path names.
 *
 * @throws UserError where the folder cannot be read, holds no file of the format, or one of them twice
 */
export async function findFiles(path: string): Promise<FolderFiles> {
  const [folder, present] = await filesAt(path);
  const paths = new Map<string, string>();
  const known = new Set<string>();
  let bytes = 0;
  for (const { name, file } of DATASETS) {
    const spellings = [file, `${file}.gz`];
    for (const spelling of spellings) known.add(spelling);
    const found = spellings.filter((spelling) => present.includes(spelling));
    if (found.length > 1) {
      throw new UserError(
        `${folder} holds both ${found.join(' and ')}: expected one of them. Remove the other.`,
      );
    }
    if (found.length === 0) continue;
    const path = join(folder, found[0]);
    paths.set(name, path);
    // What cannot be read is told when the file is opened.
    bytes += await lstat(path).then(
      ({ size }) => size,
      () => 0,
    );
  }
  if (paths.size === 0) {
    const files = DATASETS.map(({ file }) => file);
    throw new UserError(
      `${folder} holds none of the files of the import format: expected at least one of ${files.join(', ')} ` +
        '(or the same with .gz).',
    );
  }
  const ignored = present.filter((name) => /\.csv(\.gz)?$/i.test(name) && !known.has(name));
  return { paths, ignored: ignored.sort(), bytes };
}

/** Returns a folder and the names in it, of which a path may be one. */
async function filesAt(path: string): Promise<[folder: string, names: readonly string[]]> {
  try {
    return [path, await readdir(path)];
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    if (cause.code === 'ENOTDIR' && isOfFormat(basename(path))) return [dirname(path), [basename(path)]];
    throw new UserError(
      `Expected a folder of CSV files at ${path}, but it cannot be read: ${fileFault(cause)}.`,
    );
  }
}

const isOfFormat = (name: string): boolean =>
  DATASETS.some(({ file }) => name === file || name === `${file}.gz`);
