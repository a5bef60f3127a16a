import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { backoffMs } from '../async/backoff.js';
import { UserError } from '../userError.js';
import { connectionRemedy } from './connectionRemedy.js';
import { isPassing } from './isPassing.js';

const BACKOFF = { firstMs: 100, longestMs: 5_000 };
const CONNECT_MS = 10_000;

export interface Patience {
  /** How long to go on trying, in milliseconds. */
  readonly retryForMs: number;
  /** Called before each wait; attempts count from 1. */
  readonly onWait: (attempt: number, error: Error) => void;
  /** Aborts the wait. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connects once, and waits for a server that is not up yet. The first wait is 0.1 s, and each wait is twice the one
 * before, up to 5 s. Half of each wait is random, so that processes that started together do not retry together.
 *
 * @param description of the database, for messages
 * @returns the server's version as a number: 18.4 is 180004
 * @throws UserError if the server does not come up in time, or refuses the connection
 */
export async function firstConnection(
  options: pg.ClientConfig,
  description: string,
  { retryForMs, onWait, signal }: Patience,
): Promise<number> {
  const start = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await askVersion(options);
    } catch (error) {
      if (!isPassing(error)) {
        // A message about names ends with the list of them, which may be empty.
        const message = (error as Error).message.replace(/[:\s]+$/, '');
        throw new UserError(`Cannot use the ${description}: ${message}. ${connectionRemedy(error as Error)}`);
      }
      const left = start + retryForMs - performance.now();
      if (left <= 0) {
        throw new UserError(
          `The ${description} did not answer within ${retryForMs / 1000} s: ${reason(error as Error)}. ` +
            'Start the server, or fix DATABASE_URL.',
        );
      }
      onWait(attempt, error as Error);
      await sleep(Math.min(backoffMs(attempt - 1, BACKOFF), left), undefined, { signal });
    }
  }
}

async function askVersion(options: pg.ClientConfig): Promise<number> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      `SELECT current_setting('server_version_num') AS version`,
    );
    return Number(rows[0].version);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Returns the messages of all addresses of a host: if it has several, the AggregateError itself has no message. */
function reason(error: Error): string {
  return error instanceof AggregateError
    ? error.errors.map(({ message }) => message).join('; ')
    : error.message;
}
