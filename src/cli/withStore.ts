import { setTimeout as sleep } from 'node:timers/promises';
import { findAuthKey } from '../access/findAuthKey.js';
import { chainPending } from '../access/audit/chainPending.js';
import { isPassing } from '../database/isPassing.js';
import { openDatabase, type OpenDatabase } from '../database/openDatabase.js';
import { fileError } from '../fileError.js';
import { readSettings, type Settings } from '../settings.js';
import { UserError } from '../userError.js';
import type { Terminal } from './terminal.js';

/** The disk of PostgreSQL is full, or reports an error. */
const DISK_CODES: ReadonlySet<string> = new Set(['53100', '58030']);
/** How long to wait for the embedded server to report that it has ended, a moment after its connections were lost. */
const NEWS_MS = 2000;

/**
 * Opens the store that the environment names (DATABASE_URL, or else the embedded one), and closes it after the work. What
 * the work did is chained in the audit where AUTH_KEY is known, because no service may run that would do so.
 *
 * @param options.chains false for work that looks at the audit as it is
 * @throws UserError where the connection to the store is lost, or its disk is full
 */
export async function withStore<Result>(
  terminal: Terminal,
  work: (store: OpenDatabase) => Promise<Result>,
  { chains = true }: { readonly chains?: boolean } = {},
): Promise<Result> {
  const settings = readSettings(terminal.env);
  const { access, databaseUrl: url, migrationUrl, home } = settings;
  const store = await openDatabase({ home, url, migrates: migrationUrl === undefined });
  try {
    const result = await work(store);
    const knowsKey = url === undefined || access.authKey !== null;
    // The work is done, whether or not it can be chained now.
    if (chains && knowsKey) await chain(store, settings).catch(() => undefined);
    return result;
  } catch (error) {
    throw await explained(error as NodeJS.ErrnoException, store);
  } finally {
    await store.close();
  }
}

async function chain({ pool }: OpenDatabase, settings: Settings): Promise<void> {
  await chainPending(pool, await findAuthKey(settings));
}

async function explained(error: NodeJS.ErrnoException, store: OpenDatabase): Promise<Error> {
  const { message, code = '' } = error;
  const onDisk = fileError(error);
  if (onDisk !== null) return onDisk;
  if (DISK_CODES.has(code)) {
    return new UserError(
      `The ${store.description} could not write to its disk (${message}). What was not finished is not stored; ` +
        'free space or check the disk, and run the command again.',
    );
  }
  if (error instanceof UserError || !isPassing(error)) return error;
  const output = await Promise.race([store.ended, sleep(NEWS_MS, null, { ref: false })]);
  return new UserError(
    `The connection to the ${store.description} was lost (${message}). What was not finished is not stored; ` +
      `run the command again.${output === null ? '' : ` The last that the server wrote:\n${output.trim()}`}`,
  );
}
