import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';

/** The programs of web servers, which Debian has as packages of the same name. */
export type ProxyProgram = 'nginx' | 'caddy';

/** Returns the path of a program; null where it is not installed. */
export function programOf(name: ProxyProgram): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/bin'];
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

/**
 * Defines a suite that needs a web server. Without it the suite is left out, and its name says why, unless
 * PROXY_TESTS=required, as in .ci/run.
 */
export function describeWithProxy(program: ProxyProgram, name: string, define: () => void): void {
  if (programOf(program) !== null || process.env['PROXY_TESTS'] === 'required') describe(name, define);
  else describe.skip(`${name} (left out: no ${program}; install the Debian package ${program})`, define);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
