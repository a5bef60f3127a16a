import pg from 'pg';
import { describeUrl } from '../database/describeUrl.js';
import type { EmbeddedDatabase } from '../database/embedded/embeddedDatabase.js';
import { openEmbedded } from '../database/embedded/openEmbedded.js';
import { firstConnection } from '../database/firstConnection.js';
import { requireVersion } from '../database/requireVersion.js';
import { guardPool } from '../database/guardPool.js';
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

type Server = Pick<EmbeddedDatabase, 'description' | 'holder' | 'ended'>;

/** A database as the owner of its schema uses it. */
export interface OwnedDatabase extends Pick<Server, 'description' | 'holder'> {
  readonly pool: pg.Pool;
  /** The role of the service of the embedded database; null: the database is of a URL. */
  readonly service: string | null;
}

/**
 * Runs work over connections of the owner of the schema: MIGRATION_DATABASE_URL, else DATABASE_URL, else the owner of
 * the embedded database, which a service may run. The schema may be missing, older or newer.
 *
 * @param name of the command, for `pg_stat_activity`
 * @throws UserError if the database cannot be reached or the user does not own its schema, and where the connection is
 *   lost, or the disk of the database is full
 */
export async function withOwner<Result>(
  terminal: Terminal,
  name: string,
  work: (owner: OwnedDatabase) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, migrationUrl, home } = storeSettings(terminal);
  const url = migrationUrl ?? databaseUrl;
  const named = { application_name: `greyoak ${name}` };
  if (url !== undefined) {
    const server = { description: describeUrl(url), holder: null, ended: new Promise<never>(() => {}) };
    return overPool({ connectionString: url, ...named }, { ...server, service: null }, work);
  }
  const endListening = exitOnSignals();
  try {
    const server = await openEmbedded(home, { onWait: sayAwaited(terminal) });
    try {
      const { description, holder, ended, connection } = server;
      const embedded = { description, holder, ended, service: connection.user };
      return await overPool({ ...server.owner, ...named }, embedded, work);
    } finally {
      await server.stop();
    }
  } finally {
    endListening();
  }
}

async function overPool<Result>(
  connection: pg.ClientConfig,
  server: Server & Pick<OwnedDatabase, 'service'>,
  work: (owner: OwnedDatabase) => Promise<Result>,
): Promise<Result> {
  const { description } = server;
  const patience = { retryForMs: RETRY_MS, onWait: () => undefined };
  requireVersion(await firstConnection(connection, description, patience), description);
  const pool = guardPool(new pg.Pool({ ...connection, types: typeParsers() }));
  try {
    if (!(await ownsStore(pool))) {
      throw new UserError(
        `Expected the owner of the schema, got another user: ${description}. Set MIGRATION_DATABASE_URL to the URL of the owner.`,
      );
    }
    return await work({ ...server, pool });
  } catch (error) {
    throw await storeError(error as NodeJS.ErrnoException, server);
  } finally {
    await pool.end();
  }
}
