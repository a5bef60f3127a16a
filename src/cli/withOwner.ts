import pg from 'pg';
import { describeUrl } from '../database/describeUrl.js';
import type { EmbeddedDatabase } from '../database/embedded/embeddedDatabase.js';
import { openEmbedded } from '../database/embedded/openEmbedded.js';
import { firstConnection } from '../database/firstConnection.js';
import { requireSchema } from '../database/requireSchema.js';
import { ownsStore } from '../database/roles/ownsStore.js';
import { typeParsers } from '../database/typeParsers.js';
import { UserError } from '../userError.js';
import { exitOnSignals } from './exitOnSignals.js';
import { sayAwaited } from './sayAwaited.js';
import { storeSettings } from './storeSettings.js';
import { storeError } from '../database/storeError.js';
import type { Terminal } from './terminal.js';

/** How long to wait for the server, in milliseconds. */
const RETRY_MS = 10_000;

/**
 * Runs work over a connection of the owner of the schema: MIGRATION_DATABASE_URL, else DATABASE_URL, else the owner of
 * the embedded database, which a service may run.
 *
 * @throws UserError if the database cannot be reached, is not up to date, or the user does not own its schema, and where
 *   the connection is lost, or the disk of the database is full
 */
export async function withOwner<Result>(
  terminal: Terminal,
  work: (owner: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, migrationUrl, home } = storeSettings(terminal);
  const url = migrationUrl ?? databaseUrl;
  if (url !== undefined) {
    const store = { description: describeUrl(url), holder: null, ended: new Promise<never>(() => {}) };
    return overPool({ connectionString: url }, store, work);
  }
  const endListening = exitOnSignals();
  try {
    const server = await openEmbedded(home, { onWait: sayAwaited(terminal) });
    try {
      return await overPool(server.owner, server, work);
    } finally {
      await server.stop();
    }
  } finally {
    endListening();
  }
}

async function overPool<Result>(
  connection: pg.ClientConfig,
  store: Pick<EmbeddedDatabase, 'description' | 'holder' | 'ended'>,
  work: (owner: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const { description, holder } = store;
  await firstConnection(connection, description, { retryForMs: RETRY_MS, onWait: () => undefined });
  const pool = new pg.Pool({ ...connection, types: typeParsers(), application_name: 'greyoak audit' });
  // A connection that is lost fails the statement that uses it, and that reports it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    if (!(await ownsStore(pool))) {
      throw new UserError(
        `Expected the owner of the schema, got another user: ${description}. Set MIGRATION_DATABASE_URL to the URL of the owner.`,
      );
    }
    await requireSchema(pool, holder);
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release(true);
    }
  } catch (error) {
    throw await storeError(error as NodeJS.ErrnoException, store);
  } finally {
    await pool.end();
  }
}
