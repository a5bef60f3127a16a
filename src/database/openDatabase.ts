import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { UserError } from '../userError.js';
import type { Database } from './database.js';
import { startEmbedded } from './embedded/startEmbedded.js';
import { firstConnection } from './firstConnection.js';
import { migrate } from './migrate.js';
import { renewEpoch } from './renewEpoch.js';
import { requireVersion } from './requireVersion.js';
import { Statements } from './statements.js';
import type { Tables } from './tables.js';
import { typeParsers } from './typeParsers.js';

export interface DatabaseOptions {
  /** The URL of a PostgreSQL 15 or newer; without it, the embedded one is started. */
  readonly url?: string | undefined;
  /** The folder of the embedded server, as an absolute path. */
  readonly home: string;
  /** Whether the embedded server may lose its data when the machine crashes, as in tests. */
  readonly isDisposable?: boolean | undefined;
  /** The largest number of connections at a time; 10 by default. */
  readonly poolSize?: number | undefined;
  /** Called before each wait for a server that is not up yet. */
  readonly onWait?: ((attempt: number, error: Error) => void) | undefined;
  /** How long to wait for the server, in milliseconds; 60,000 by default. */
  readonly retryForMs?: number | undefined;
  /** Aborts the wait, with an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

export interface OpenDatabase extends Database {
  /** The name of the database for messages, without its password. */
  readonly description: string;
  /** Resolves with the last output of the embedded server if that ends by itself; otherwise it never does. */
  readonly ended: Promise<string>;
}

/**
 * Opens the database and brings its schema up to date.
 *
 * @throws UserError if it cannot be reached or used
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { url, home, isDisposable } = options;
  if (url !== undefined) {
    const description = describe(url);
    const nothing = { ended: new Promise<never>(() => {}), stop: () => Promise.resolve() };
    return connect({ connectionString: url, keepAlive: true }, description, nothing, options);
  }
  const server = await startEmbedded(home, { isDisposable });
  try {
    const description = `embedded PostgreSQL in ${server.dataFolder}`;
    return await connect(server.connection, description, server, options);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function connect(
  connection: pg.ClientConfig,
  description: string,
  server: { readonly ended: Promise<string>; readonly stop: () => Promise<void> },
  { poolSize = 10, onWait = () => undefined, retryForMs = 60_000, signal }: DatabaseOptions,
): Promise<OpenDatabase> {
  const config = { ...connection, application_name: 'greyoak' };
  requireVersion(await firstConnection(config, description, { onWait, retryForMs, signal }), description);
  const pool = new pg.Pool({
    ...config,
    types: typeParsers(),
    max: poolSize,
    // We read dates as ISO texts, but a server or a role may be configured for another style.
    // The pool waits for the promise, which its types do not mention.
    onConnect: (client): unknown => client.query('SET DateStyle = ISO'),
  });
  // A connection that dies while it is idle emits an error, which would end the process. Its next user learns of it from
  // the statement that fails.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
    await renewEpoch(db);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const statements = new Statements(pool);
  let closed: Promise<void> | null = null;
  const close = () => (closed ??= Promise.all([pool.end(), statements.close()]).then(server.stop));
  return {
    db,
    pool,
    query: (text, values, signal) => statements.query(text, values, signal),
    close,
    description,
    ended: server.ended,
  };
}

/** Describes a database without its password. */
function describe(url: string): string {
  try {
    const { user, host, port, database } = new pg.Client({ connectionString: url });
    return `PostgreSQL database ${database} at ${host}:${port}${user === undefined ? '' : ` as ${user}`}`;
  } catch (error) {
    throw new UserError(
      `Expected DATABASE_URL to be like postgres://user:password@host:port/database, got one that cannot be ` +
        `read (${(error as Error).message}).`,
    );
  }
}
