import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Returns the file that threads run. Threads cannot run TypeScript, so that they run the compiled file also where the other
 * files are not compiled, as in tests.
 *
 * @param path of the compiled file from the folder of the rooms, such as portfolios/solver/solveInThread.js
 * @throws Error where it is not built
 */
export function compiledWorker(path: string): string {
  const here = import.meta.url.replace(/\/src\/[^/]+$/, '/dist/compiledWorker.js');
  const file = fileURLToPath(new URL(path, here));
  if (existsSync(file)) return file;
  throw new Error(`Expected ${file}, which threads run, but it does not exist: run npm run build.`);
}
