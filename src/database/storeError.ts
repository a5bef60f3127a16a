import { setTimeout as sleep } from 'node:timers/promises';
import { fileError } from '../fileError.js';
import { UserError } from '../userError.js';
import { isDiskFault, saysDiskFull } from './diskFault.js';
import type { EmbeddedDatabase } from './embedded/embeddedDatabase.js';
import { isPassing } from './isPassing.js';

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
  if (isDiskFault(code)) {
    return new UserError(
      `The ${description} could not write to its disk (${message}). What was not finished is not stored; ` +
        'free space or check the disk, and run the command again.',
    );
  }
  if (error instanceof UserError || !isPassing(error)) return error;
  // Only the service knows what its server wrote.
  const output = holder === null ? await Promise.race([ended, sleep(NEWS_MS, null, { ref: false })]) : null;
  if (output && saysDiskFull(output)) return diskIsFull(description, output);
  return new UserError(
    `The connection to the ${description} was lost (${message}). What was not finished is not stored; ` +
      `run the command again.${output ? ` The last that the server wrote:\n${output.trim()}` : ''}`,
  );
}

/** @param output the last that the server wrote, before it ended */
const diskIsFull = (description: string, output: string): UserError =>
  new UserError(
    `The ${description} has ended because its disk is full. What was not finished is not stored; free space, and start ` +
      `again. The last that the server wrote:\n${output.trim()}`,
  );
