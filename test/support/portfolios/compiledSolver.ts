import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledWorker } from '../../../src/compiledWorker.js';

/** What the threads of a solver run. */
const SOURCES = ['money', 'optimiser', 'solver'];

/**
 * Returns the compiled file that threads run.
 *
 * @throws Error where it is not built, or older than its sources
 */
export function compiledSolver(): string {
  const file = compiledWorker('portfolios/solver/solveInThread.js');
  const newest = (folder: string) =>
    Math.max(...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
  for (const folder of SOURCES) {
    const source = fileURLToPath(new URL(`../../../src/portfolios/${folder}`, import.meta.url));
    if (newest(source) > newest(join(file, '../..', folder))) {
      throw new Error(`Expected dist/ to be newer than ${source}, which threads run: run npm run build.`);
    }
  }
  return file;
}
