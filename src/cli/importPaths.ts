import type pg from 'pg';
import { lstat, readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { DATASETS } from '../market/datasets/datasets.js';
import { importFolder, type ImportOptions } from '../market/store/importFolder.js';
import { importHeap, type ImportedHeap } from '../market/store/importHeap.js';

/**
 * Imports folders and files of the import format, which are told by their names, and then all other files together, because
 * one of them may be needed for another.
 *
 * @throws UserError where a path does not exist, or there is nothing to import
 */
export async function importPaths(
  pool: pg.Pool,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportedHeap> {
  const imported: ImportedHeap[] = [];
  const others: string[] = [];
  for (const path of paths) {
    if (!(await isOfImportFormat(path))) others.push(path);
    else imported.push({ ...(await importFolder(pool, path, options)), recognised: [] });
  }
  if (others.length > 0) imported.push(await importHeap(pool, others, options));
  return {
    files: imported.flatMap(({ files }) => files),
    refusedFiles: imported.flatMap(({ refusedFiles }) => refusedFiles),
    ignored: imported.flatMap(({ ignored }) => ignored),
    recognised: imported.flatMap(({ recognised }) => recognised),
  };
}

/** Returns whether a path is a file of the import format, or a folder that holds one. */
async function isOfImportFormat(path: string): Promise<boolean> {
  const isFile = await lstat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  const present = isFile ? [basename(path)] : await readdir(path).catch((): string[] => []);
  return DATASETS.some(({ file }) => present.includes(file) || present.includes(`${file}.gz`));
}
