import pg from 'pg';
import { describeUrl } from '../database/describeUrl.js';
import { startEmbedded } from '../database/embedded/startEmbedded.js';
import { firstConnection } from '../database/firstConnection.js';
import { requireSchema } from '../database/requireSchema.js';
import { ownsStore } from '../database/roles/ownsStore.js';
import { typeParsers } from '../database/typeParsers.js';
import type { Settings } from '../settings.js';
import { UserError } from '../userError.js';

/** How long to wait for the server, in milliseconds. */
const RETRY_MS = 10_000;

/**
 * Runs work over a connection of the owner of the schema: MIGRATION_DATABASE_URL, else DATABASE_URL, else the owner of
 * the embedded database.
 *
 * @throws UserError if the database cannot be reached, is not up to date, or the user does not own its schema
 */
export async function withOwner<Result>(
  { databaseUrl, migrationUrl, home }: Pick<Settings, 'databaseUrl' | 'migrationUrl' | 'home'>,
  work: (owner: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const url = migrationUrl ?? databaseUrl;
  if (url !== undefined) return overPool({ connectionString: url }, describeUrl(url), work);
  const server = await startEmbedded(home);
  try {
    return await overPool(server.owner, `embedded PostgreSQL in ${server.dataFolder}`, work);
  } finally {
    await server.stop();
  }
}

async function overPool<Result>(
  connection: pg.ClientConfig,
  description: string,
  work: (owner: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
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
    await requireSchema(pool);
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}
