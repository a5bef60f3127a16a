import type pg from 'pg';
import { importFolder } from '../market/store/importFolder.js';
import { importHeap, type HeapImportOptions, type ImportedHeap } from '../market/store/importHeap.js';
import { isOfImportFormat } from './isOfImportFormat.js';

/**
 * Imports folders and files of the import format, which are told by their names, and then all other files together, because
 * one of them may be needed for another.
 *
 * @throws UserError where a path does not exist, or there is nothing to import
 */
export async function importPaths(
  pool: pg.Pool,
  paths: readonly string[],
  options: HeapImportOptions,
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
