import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

const FOLDER = new URL('../../config/', import.meta.url);

/** Finds the method files of `config/`, by the names of their methods. */
export async function shippedMethods(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(FOLDER)).filter((file) => /^method.*\.yaml$/.test(file)).sort();
  const named = files.map(async (file) => {
    const url = new URL(file, FOLDER);
    const name = parseDocument(await readFile(url, 'utf8')).get('name');
    return [String(name), fileURLToPath(url)] as const;
  });
  return new Map((await Promise.all(named)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
