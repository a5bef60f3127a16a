import { readdir, readFile } from 'node:fs/promises';
import type { Document } from './examplesIn.js';

/** Reads the documents that show operations, from the root of the repository: the examples first. */
export async function readDocuments(): Promise<readonly Document[]> {
  const names = (await readdir('docs')).filter((name) => name.endsWith('.md')).sort();
  const paths = ['examples.md', ...names.map((name) => `../${name}`)];
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(`docs/reference/${path}`, 'utf8') })),
  );
}
