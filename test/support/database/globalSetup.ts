import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Names the folder in which test files keep the states of a database that others begin with, too: one for each run
 * of the tests, so that it never holds what an older schema or method gave. Jest takes default exports only.
 */
export default function nameStatesFolder(): void {
  const folder = join(tmpdir(), `greyoak-test-states-${randomUUID()}`);
  process.env['GREYOAK_TEST_STATES'] = folder;
  // Unlike a teardown, this also happens if the tests are interrupted.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}
