import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../settings.js';
import { UserError } from '../userError.js';
import { AuthKey } from './authKey.js';

type Sources = Pick<Settings, 'access' | 'databaseUrl' | 'home'>;

const BYTES = 32;
const NAME = 'auth.key';
/** Permissions of others than the owner. */
const OF_OTHERS = 0o077;

/**
 * Refuses to start without AUTH_KEY where several processes may share the store: each would make codes that the others do
 * not know.
 *
 * @throws UserError
 */
export function requireAuthKey({
  access: { accessMode, authKey },
  databaseUrl,
}: Omit<Sources, 'home'>): void {
  if (authKey !== null || databaseUrl === undefined || accessMode === 'open') return;
  throw new UserError(
    'Expected AUTH_KEY next to DATABASE_URL, got none: all processes that share a database need the same one. Make it ' +
      'once with "openssl rand -base64 32", and keep it like a password.',
  );
}

/**
 * Returns the key of AUTH_KEY; without it, the one in GREYOAK_HOME, which is made where there is none.
 *
 * @throws UserError where AUTH_KEY is required, or the file cannot be used
 */
export async function readAuthKey(settings: Sources): Promise<AuthKey> {
  requireAuthKey(settings);
  const { authKey } = settings.access;
  if (authKey !== null) return new AuthKey(authKey);
  const file = join(settings.home, NAME);
  return new AuthKey((await readSecret(file)) ?? (await makeSecret(settings.home, file)));
}

async function readSecret(file: string): Promise<Buffer | null> {
  let text: string;
  try {
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & OF_OTHERS) !== 0) {
      throw new UserError(
        `Expected ${file} to be readable by its owner only, got mode ${(mode & 0o777).toString(8)}: run chmod 600 on it, ` +
          'and make another key if others may have read it.',
      );
    }
    text = await readFile(file, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const secret = Buffer.from(text.trim(), 'base64');
  if (secret.length === BYTES) return secret;
  throw new UserError(
    `Expected ${BYTES} bytes as base64 in ${file}, got something else: restore it from a backup. Without it, refresh ` +
      'tokens end and the audit cannot be verified.',
  );
}

/** Makes the file as a whole. Of several processes that do so at once, all get the key of the first. */
async function makeSecret(home: string, file: string): Promise<Buffer> {
  await mkdir(home, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${randomBytes(BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const secret = await readSecret(file);
  if (secret === null) throw new Error(`expected ${file}, which was made just now`);
  return secret;
}
