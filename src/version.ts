import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The version of greyoak, from package.json. Stored runs name it. */
export const VERSION = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** The commit that was built, as `git describe` names it; "unknown" where the build did not know it. */
export const COMMIT = readCommit();

/** The build writes the file (`writeCommit`). Sources that run without a build have none. */
function readCommit(): string {
  try {
    return readFileSync(new URL('commit', import.meta.url), 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
