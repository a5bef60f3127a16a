import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../userError.js';

/** The files of the import format, in the order in which they are shown. */
export const FILES = [
  'companies.csv',
  'prices.csv',
  'indices.csv',
  'actions.csv',
  'fundamentals.csv',
  'statements.csv',
  'shareholding.csv',
  'events.csv',
  'holidays.csv',
] as const;
export type FileName = (typeof FILES)[number];

export interface FolderFiles {
  /** By name, without .gz. */
  readonly paths: ReadonlyMap<FileName, string>;
  /** CSV files that are no part of the format. */
  readonly ignored: readonly string[];
  /** The size of all files. */
  readonly bytes: number;
}

/**
 * Finds the files of an import folder.
 *
 * @throws UserError where the folder cannot be read, holds none of them, or one of them twice
 */
export async function findFiles(folder: string): Promise<FolderFiles> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `Expected a folder of CSV files at ${folder}, but it cannot be read (${error.code}).`,
    );
  });
  const paths = new Map<FileName, string>();
  let bytes = 0;
  for (const file of FILES) {
    const found = [file, `${file}.gz`].filter((name) => names.includes(name));
    if (found.length > 1) {
      throw new UserError(
        `${folder} holds both ${found.join(' and ')}: expected one of them. Remove the other.`,
      );
    }
    if (found.length === 0) continue;
    const path = join(folder, found[0]);
    paths.set(file, path);
    bytes += (await stat(path)).size;
  }
  if (paths.size === 0) {
    throw new UserError(
      `${folder} holds none of the files of the import format: expected at least one of ${FILES.join(', ')} ` +
        '(or the same with .gz).',
    );
  }
  const known: ReadonlySet<string> = new Set(FILES);
  const ignored = names.filter(
    (name) => /\.csv(\.gz)?$/i.test(name) && !known.has(name.replace(/\.gz$/, '')),
  );
  return { paths, ignored: ignored.sort(), bytes };
}
