import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Database } from '../../../src/database/database.js';
import { exists, ignoring } from '../../../src/database/embedded/files.js';
import { startEmbedded, type EmbeddedServer } from '../../../src/database/embedded/startEmbedded.js';
import { openDatabase, type DatabaseOptions } from '../../../src/database/openDatabase.js';
import { temporaryFolder } from '../temporaryFolder.js';

/** What a test file begins with: an up-to-date schema without rows, or with the sample market, scored. */
export type State = 'schema' | 'sample';

/** A PostgreSQL of one test file: TEST_DATABASE_URL, or an embedded one that ends with the file. */
interface TestServer {
  /** Of the role that owns the databases. */
  readonly url: string;
  /** Of a role that may create databases. */
  readonly admin: string;
  /** The database that is in the state. */
  readonly template: string;
  readonly stop: () => Promise<void>;
}

const servers = new Map<State, Promise<TestServer>>();
const opened: Database[] = [];

/**
 * Opens a new database in a state. Call closeTestDatabases in an afterAll.
 *
 * The first one of a test file starts a server (0.4 s), the others are copies (0.1 s). The first one of a run of all
 * tests makes the state (schema: 1.5 s, sample: 15 s).
 */
export async function openTestDatabase(
  state: State = 'schema',
  options: Partial<DatabaseOptions> = {},
): Promise<Database> {
  const server = await serverIn(state);
  return open(await createDatabase(server, server.template), options);
}

/** Opens the same database again, as another service does. */
export function openAgain({ pool }: Database, options: Partial<DatabaseOptions>): Promise<Database> {
  return open(String(pool.options.connectionString), options);
}

async function open(url: string, options: Partial<DatabaseOptions>): Promise<Database> {
  const database = await openDatabase({ url, home: '', ...options });
  opened.push(database);
  return database;
}

/** Makes a new database, empty or a copy of another one, and returns its URL. */
export async function createTestDatabase(copied?: string): Promise<string> {
  return createDatabase(await serverIn('schema'), copied);
}

/**
 * Closes and drops everything that this file opened.
 *
 * @throws Error where a connection was not given back to its pool
 */
export async function closeTestDatabases(): Promise<void> {
  const leaks = opened.map(({ pool }) => pool.totalCount - pool.idleCount);
  // A pool with a leak never ends; the server ends its connections below.
  await Promise.all(opened.filter((_, k) => leaks[k] === 0).map(({ close }) => close()));
  opened.length = 0;
  const running = [...servers.values()];
  servers.clear();
  for (const server of running) await (await server).stop();
  const leaked = leaks.reduce((sum, leak) => sum + leak, 0);
  if (leaked > 0) throw new Error(`${leaked} connections were not given back to the pool of a test database`);
}

function serverIn(state: State): Promise<TestServer> {
  const started = servers.get(state) ?? startServer(state);
  servers.set(state, started);
  return started;
}

/** Names of the databases that we made in a server that was given. */
const made: string[] = [];

async function createDatabase(
  { url, admin }: Pick<TestServer, 'url' | 'admin'>,
  copied?: string,
): Promise<string> {
  const name = `greyoak_test_${randomBytes(6).toString('hex')}`;
  const template = copied === undefined ? '' : `TEMPLATE ${copied}`;
  await run(admin, `CREATE DATABASE ${name} OWNER ${new URL(url).username} ${template}`);
  made.push(name);
  return urlOf(url, name);
}

async function startServer(state: State): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given) return startOwn(state);
  const url = await createDatabase({ url: given, admin: given });
  await bringInto(state, url);
  const stop = async () => {
    for (const name of made.splice(0)) await run(given, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { url: given, admin: given, template: new URL(url).pathname.slice(1), stop };
}

/** A server of our own, which begins with a copy of the data folder that is kept of the state. */
async function startOwn(state: State): Promise<TestServer> {
  const home = await temporaryFolder();
  await copyFolder(await keptData(state), join(home, 'postgresql'));
  const { connection, superuser, stop } = await startEmbedded(home, { isDisposable: true });
  return {
    url: connectionUrl({ ...connection, database: 'postgres' }),
    // A database with connections cannot be copied.
    admin: connectionUrl(superuser),
    template: connection.database,
    stop: async () => {
      await stop();
      await rm(home, { recursive: true });
    },
  };
}

/** Makes the data folder of a state, unless a test file of this run of the tests has. */
async function keptData(state: State): Promise<string> {
  const states = process.env['GREYOAK_TEST_STATES'];
  if (states === undefined) throw new Error('expected GREYOAK_TEST_STATES, which globalSetup.ts sets');
  const kept = join(states, state);
  if (await exists(kept)) return kept;
  const home = await temporaryFolder();
  if (state !== 'schema') await copyFolder(await keptData('schema'), join(home, 'postgresql'));
  const { connection, dataFolder, stop } = await startEmbedded(home, { isDisposable: true });
  await bringInto(state, connectionUrl(connection)).finally(stop);
  await mkdir(states, { recursive: true, mode: 0o700 });
  // Another test file may have made the same meanwhile.
  await rename(dataFolder, kept).catch(ignoring('ENOTEMPTY', 'EEXIST'));
  await rm(home, { recursive: true });
  return kept;
}

async function bringInto(state: State, url: string): Promise<void> {
  const database = await openDatabase({ url, home: '' });
  try {
    if (state === 'sample') {
      // Most test files do without the whole method.
      const { loadSetup } = await import('../../../src/runs/scoringSetup.js');
      const { seedSample } = await import('../../../src/runs/seedSample.js');
      await seedSample(database.pool, await loadSetup(), { info: () => undefined });
    }
  } finally {
    await database.close();
  }
}

/** With owners: the server's user need not be ours. */
async function copyFolder(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-Rp', from, to]);
}

function connectionUrl({ user, host, database }: EmbeddedServer['connection']): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&sslmode=disable`;
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
