import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Returns the name and version of a package as bench/ finds it, such as "mercurius 16.10.1". */
export function versionOf(name: string): string {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    try {
      const { version } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as {
        readonly version: string;
      };
      return `${name} ${version}`;
    } catch {
      continue;
    }
  }
  return `${name} (version not found)`;
}
