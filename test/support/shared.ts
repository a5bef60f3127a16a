import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';

/**
 * Calls `define` with a path in the folder of shared data, in a suite of that name. The data lies outside the
 * repository, so the setting GREYOAK_SHARED names its folder; where that is not set or has no such file, one skipped
 * test and a line of output say so.
 *
 * @param path the file or folder that the suite needs, relative to GREYOAK_SHARED
 */
export function describeWithShared(name: string, path: string, define: (path: string) => void): void {
  const folder = process.env['GREYOAK_SHARED'];
  const found = folder === undefined ? undefined : join(folder, path);
  if (found !== undefined && existsSync(found)) {
    describe(name, () => define(found));
    return;
  }
  const reason = found === undefined ? 'GREYOAK_SHARED is not set' : `${found} does not exist`;
  const skipped = `needs ${path} of the shared data, but ${reason}`;
  describe(name, () => {
    test.skip(skipped, () => undefined);
  });
  // Jest counts skipped tests, but prints no names of them.
  process.stdout.write(`skipped: ${name} ${skipped}\n`);
}
