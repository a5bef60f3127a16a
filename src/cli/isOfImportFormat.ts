import { lstat, readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { DATASETS } from '../market/datasets/datasets.js';

/** Returns whether a path is a file of the import format, or a folder that holds one. */
export async function isOfImportFormat(path: string): Promise<boolean> {
  const isFile = await lstat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  const present = isFile ? [basename(path)] : await readdir(path).catch((): string[] => []);
  return DATASETS.some(({ file }) => present.includes(file) || present.includes(`${file}.gz`));
}
