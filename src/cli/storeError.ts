import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedDatabase } from '../database/embedded/embeddedDatabase.js';
import { isPassing } from '../database/isPassing.js';
import { fileError } from '../fileError.js';
import { UserError } from '../userError.js';

/** The disk of PostgreSQL is full, or reports an error. */
const DISK_CODES: ReadonlySet<string> = new Set(['53100', '58030']);
/** How long to wait for the embedded server to report that it has ended, a moment after its connections were lost. */
const NEWS_MS = 2000;

type Store = Pick<EmbeddedDatabase, 'description' | 'holder' | 'ended'>;

/** A store that could not be opened. */
const UNOPENED: Store = { description: 'database', holder: null, ended: Promise.resolve('') };

/**
 * Returns the error to show where work on a store failed: what to do if the connection was lost or a disk is full, and
 * else the error itself.
 *
 * @param store which it is; left out: it could not be opened
 */
export async function storeError(error: NodeJS.ErrnoException, store = UNOPENED): Promise<Error> {
  const { description, holder, ended } = store;
  const { message, code = '' } = error;
  const onDisk = fileError(error);
  if (onDisk !== null) return onDisk;
  if (DISK_CODES.has(code)) {
    return new UserError(
      `The ${description} could not write to its disk (${message}). What was not finished is not stored; ` +
        'free space or check the disk, and run the command again.',
    );
  }
  if (error instanceof UserError || !isPassing(error)) return error;
  // Only the service knows what its server wrote.
  const output = holder === null ? await Promise.race([ended, sleep(NEWS_MS, null, { ref: false })]) : null;
  return new UserError(
    `The connection to the ${description} was lost (${message}). What was not finished is not stored; ` +
      `run the command again.${output ? ` The last that the server wrote:\n${output.trim()}` : ''}`,
  );
}
