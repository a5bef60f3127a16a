import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from '../database/embedded/files.js';
import { fileError } from '../fileError.js';
import type { Settings } from '../settings.js';
import { UserError } from '../userError.js';
import { readAuthKey, type AuthKey } from './authKey.js';

type Surroundings = Pick<Settings, 'access' | 'databaseUrl' | 'home'>;

/** Rights of others than the owner of a file. */
const OF_OTHERS = 0o077;

/** @throws UserError where AUTH_KEY is needed and not set: with DATABASE_URL, unless access is open */
export function refuseMissingAuthKey({ access, databaseUrl }: Surroundings): void {
  if (databaseUrl === undefined || access.accessMode === 'open' || access.authKey !== null) return;
  throw new UserError(
    'Expected AUTH_KEY, because DATABASE_URL is set and access is closed, got none: make one with ' +
      '"openssl rand -base64 32", keep it with the passwords of the database, and give it to all processes.',
  );
}

/**
 * Returns the secret of the service: AUTH_KEY, or the one in the file `auth-key` of the home. The file is made where there
 * is none. Processes that start at once get the same secret.
 *
 * @throws UserError where AUTH_KEY is needed and not set, the file cannot be used, or others may read it
 */
export async function findAuthKey(settings: Surroundings): Promise<AuthKey> {
  refuseMissingAuthKey(settings);
  if (settings.access.authKey !== null) return settings.access.authKey;
  const path = join(settings.home, 'auth-key');
  try {
    return (await readKeyFile(path)) ?? (await makeKeyFile(settings.home, path));
  } catch (error) {
    throw fileError(error as NodeJS.ErrnoException) ?? error;
  }
}

/** Returns null where there is no file. */
async function readKeyFile(path: string): Promise<AuthKey | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const { mode } = await file.stat();
    // Windows has no such rights.
    if (process.platform !== 'win32' && (mode & OF_OTHERS) !== 0) {
      throw new UserError(
        `Expected the file ${path} to be for its owner alone, got the mode ${(mode & 0o777).toString(8).padStart(4, '0')}: ` +
          'run "chmod 600" on it. If others may have read it, delete it, and all users sign in again.',
      );
    }
    const key = readAuthKey((await file.readFile('utf8')).trim());
    if (key !== null) return key;
    throw new UserError(
      `Expected 32 random bytes as base64 in the file ${path}, got something else: restore it from a backup, or delete ` +
        'it, and all users sign in again.',
    );
  } finally {
    await file.close();
  }
}

/** A link to a file that is complete is made at once or not at all, and not where another process has made one. */
async function makeKeyFile(home: string, path: string): Promise<AuthKey> {
  await makeFolders(home);
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const key = await readKeyFile(path);
  if (key !== null) return key;
  throw new UserError(`Expected the file ${path}, which was just made, got none: let nothing delete it.`);
}
