import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { UserError } from '../userError.js';
import { Control } from './control.js';
import type { Database } from './database.js';
import type { EmbeddedDatabase } from './embedded/embeddedDatabase.js';
import type { Holder } from './embedded/holder.js';
import { openEmbedded } from './embedded/openEmbedded.js';
import { startEmbedded } from './embedded/startEmbedded.js';
import { describeUrl } from './describeUrl.js';
import { firstConnection } from './firstConnection.js';
import { guardPool } from './guardPool.js';
import { isStoreBehind } from './isStoreBehind.js';
import { migrateAs } from './migrateAs.js';
import { migratedSpan, type MigratedSpan } from './migratedSpan.js';
import { migrateStore } from './migrateStore.js';
import { renewEpoch } from './renewEpoch.js';
import { requireSchema } from './requireSchema.js';
import { requireVersion } from './requireVersion.js';
import { ownsStore } from './roles/ownsStore.js';
import { Statements } from './statements.js';
import type { Tables } from './tables.js';
import { typeParsers } from './typeParsers.js';
import { Writers } from './writers.js';

export interface DatabaseOptions {
  /** The URL of a PostgreSQL 15 or newer; without it, the embedded one is started. */
  readonly url?: string | undefined;
  /**
   * Whether to bring the schema up to date if the user of the URL owns it; true by default. Another user cannot, and
   * the embedded server has an owner of its own.
   */
  readonly migrates?: boolean | undefined;
  /** Whether to refuse a user of the URL that owns the schema, as in production; false by default. */
  readonly refusesOwner?: boolean | undefined;
  /** The folder of the embedded server, as an absolute path. */
  readonly home: string;
  /** Whether the embedded server may lose its data when the machine crashes, as in tests. */
  readonly isDisposable?: boolean | undefined;
  /** Whether commands of other processes may use the embedded server once `share` was called; false by default. */
  readonly isShared?: boolean | undefined;
  /**
   * Called with what is awaited where another process holds the home: a service to be ready, whose server is used then,
   * or a command to end. If left out, a home that is held is refused.
   */
  readonly onHeld?: ((awaited: string) => void) | undefined;
  /** The largest number of connections for reads at a time, and of those of `jobs`; 10 by default. */
  readonly poolSize?: number | undefined;
  /** The largest number of connections for mutations at a time; 3 by default. */
  readonly writers?: number | undefined;
  /** How many mutations may wait for a connection; 20 by default. */
  readonly waitingWrites?: number | undefined;
  /** How long a mutation may wait for a connection, and then for a lock, in milliseconds; 4,000 by default. */
  readonly lockTimeoutMs?: number | undefined;
  /** How long a statement of `pool` may wait for a lock, in milliseconds; 0, the default: without limit. */
  readonly readLockTimeoutMs?: number | undefined;
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
  /** Whether our role can act as the owner of the schema, and so do more than the service needs. */
  readonly isOwner: boolean;
  /** How the schema was brought up to date; null: it was already. */
  readonly migrated: MigratedSpan | null;
  /** The service whose embedded server it is; null: the server is ours, or that of a URL. */
  readonly holder: Holder | null;
  /** Resolves with the last output of our embedded server if that ends by itself; otherwise it never does. */
  readonly ended: Promise<string>;
  /** Lets commands of other processes use our embedded server from now on. */
  readonly share: () => void;
}

/**
 * Opens the database. Its schema is brought up to date by its owner, and otherwise only checked.
 *
 * @throws UserError if it cannot be reached or used, or its schema is not up to date and we may not change it
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { url, home, isDisposable, isShared, onHeld } = options;
  if (url !== undefined) {
    const connection = { connectionString: url, keepAlive: true };
    return connect(connection, { ...NO_SERVER, description: describeUrl(url) }, options);
  }
  const server = await (onHeld === undefined
    ? startEmbedded(home, { isDisposable, isShared })
    : openEmbedded(home, { isDisposable, onWait: onHeld }));
  try {
    const run = server.holder === null ? await migrateAs(server.owner, [server.connection.user]) : [];
    return await connect(server.connection, server, options, run);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Server = Pick<EmbeddedDatabase, 'description' | 'holder' | 'ended' | 'share' | 'stop'>;

/** What stands for the server of a URL, which is not ours. */
const NO_SERVER: Omit<Server, 'description'> = {
  holder: null,
  ended: new Promise<never>(() => {}),
  share: () => undefined,
  stop: () => Promise.resolve(),
};

/** @param run the names of migrations that were run before */
async function connect(
  connection: pg.ClientConfig,
  server: Server,
  options: DatabaseOptions,
  run: readonly string[] = [],
): Promise<OpenDatabase> {
  const { onWait = () => undefined, retryForMs = 60_000, signal } = options;
  const {
    poolSize = 10,
    writers = 3,
    waitingWrites = 20,
    lockTimeoutMs = 4_000,
    readLockTimeoutMs = 0,
  } = options;
  const { description, holder, ended, share } = server;
  const config = { ...connection, application_name: 'greyoak' };
  requireVersion(await firstConnection(config, description, { onWait, retryForMs, signal }), description);
  const pool = openPool(config, poolSize, readLockTimeoutMs > 0 ? { lock_timeout: readLockTimeoutMs } : {});
  const jobs = openPool(config, poolSize, {});
  const writing = openPool(config, writers, {
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_WRITE_MS,
  });
  const watch = openPool(
    { ...config, connectionTimeoutMillis: WATCH_SILENCE_MS, query_timeout: WATCH_SILENCE_MS },
    1,
    { statement_timeout: WATCH_SILENCE_MS },
  );
  const control = new Control(config);
  const end = () => Promise.all([pool.end(), jobs.end(), writing.end(), watch.end(), control.close()]);
  let isOwner: boolean;
  let migrated: MigratedSpan | null;
  try {
    const prepared = await prepareSchema(jobs, server, options);
    isOwner = prepared.isOwner;
    migrated = await migratedSpan([...run, ...prepared.run]);
    await renewEpoch(new Kysely<Tables>({ dialect: new PostgresDialect({ pool: jobs }) }));
  } catch (error) {
    await end();
    throw error;
  }
  const statements = new Statements(pool, control);
  let closed: Promise<void> | null = null;
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    jobs,
    watch,
    writers: new Writers(writing, control, { mostWaiting: waitingWrites, waitMs: lockTimeoutMs }),
    query: (text, values, signal) => statements.query(text, values, signal),
    ping: () => control.ping(),
    close: () => (closed ??= end().then(server.stop)),
    description,
    isOwner,
    migrated,
    holder,
    ended,
    share,
  };
}

/**
 * Brings the schema up to date if we own it, and otherwise checks that it is.
 *
 * @param pool whose statements may wait for the migrations of another process, however long these take
 * @returns whether we own it, and the names of the migrations that were run
 */
async function prepareSchema(
  pool: pg.Pool,
  { description, holder }: Pick<Server, 'description' | 'holder'>,
  { migrates = true, refusesOwner = false }: DatabaseOptions,
): Promise<{ readonly isOwner: boolean; readonly run: readonly string[] }> {
  const isOwner = await ownsStore(pool);
  if (isOwner && refusesOwner) {
    throw new UserError(
      `Expected a user that does not own the schema, got one that does: ${description}. Create another role, run ` +
        '"greyoak migrate --role NAME" with MIGRATION_DATABASE_URL as the owner, and let DATABASE_URL name the role ' +
        '(docs/deployment.md).',
    );
  }
  if (!isOwner || !migrates) {
    await requireSchema(pool, holder);
    return { isOwner, run: [] };
  }
  return { isOwner, run: (await isStoreBehind(pool)) ? await migrateStore(pool, []) : [] };
}

/** A write whose process has stopped must not keep its locks. Between two statements, a write computes for milliseconds. */
const IDLE_WRITE_MS = 60_000;

/** How long health and metrics wait for a connection and for each statement, in milliseconds. */
const WATCH_SILENCE_MS = 5_000;

/** @param settings of PostgreSQL for each connection, in milliseconds */
function openPool(config: pg.PoolConfig, max: number, settings: Readonly<Record<string, number>>): pg.Pool {
  // We read dates as ISO texts, but a server or a role may be configured for another style.
  const all = Object.entries({ DateStyle: 'ISO', ...settings });
  const statements = all.map(([name, value]) => `SET ${name} = ${value}`).join('; ');
  return guardPool(
    new pg.Pool({
      ...config,
      types: typeParsers(),
      max,
      // The pool waits for the promise, which its types do not mention.
      onConnect: (client): unknown => client.query(statements),
    }),
  );
}
