import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Returns the file that threads run. Threads cannot run TypeScript, so that they run the compiled file also where the other
 * files are not compiled, as in tests.
 *
 * @throws Error where it is not built
 */
export function compiledWorker(): string {
  const here = import.meta.url.replace(/\/src(\/portfolios\/solver\/)[^/]+$/, '/dist$1');
  const file = fileURLToPath(new URL('solveInThread.js', here));
  if (existsSync(file)) return file;
  throw new Error(`Expected ${file}, which computes rebalances, but it does not exist: run npm run build.`);
}
