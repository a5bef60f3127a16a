import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Database } from '../../../src/database/database.js';
import { exists, ignoring } from '../../../src/database/embedded/files.js';
import { startEmbedded, type EmbeddedServer } from '../../../src/database/embedded/startEmbedded.js';
import { migrateAs } from '../../../src/database/migrateAs.js';
import { openDatabase, type DatabaseOptions } from '../../../src/database/openDatabase.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { eventually } from '../time/eventually.js';

/** What a test file begins with: an up-to-date schema without rows, or with the sample market, scored. */
export type State = 'schema' | 'sample';

/** A PostgreSQL of one test file: TEST_DATABASE_URL, or an embedded one that ends with the file. */
interface TestServer {
  /** Of the role that owns the databases. */
  readonly owner: string;
  /** Of the role of the service. */
  readonly service: string;
  /** Of a role that may create databases. */
  readonly admin: string;
  /** The database that is in the state. */
  readonly template: string;
  readonly stop: () => Promise<void>;
}

/** The role of the service in a server that was given. */
const SERVICE = 'greyoak_test_service';

const servers = new Map<State, Promise<TestServer>>();
const opened: Database[] = [];

/**
 * Opens a new database in a state, as the role of the service, which owns nothing. Call closeTestDatabases in an afterAll.
 *
 * The first one of a test file starts a server (0.4 s), the others are copies (0.1 s). The first one of a run of all
 * tests makes the state (schema: 1.5 s, sample: 15 s).
 */
export async function openTestDatabase(
  state: State = 'schema',
  options: Partial<DatabaseOptions> = {},
): Promise<Database> {
  const server = await serverIn(state);
  return open(urlOf(server.service, await newDatabase(server, server.template)), options);
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

/** Makes a new database, empty or a copy of another one, and returns its URL as its owner. */
export async function createTestDatabase(copied?: string): Promise<string> {
  const server = await serverIn('schema');
  return urlOf(server.owner, await newDatabase(server, copied));
}

/** Returns the URL of a database as its owner. */
export function ownerUrl({ pool }: Pick<Database, 'pool'>): string {
  const url = String(pool.options.connectionString);
  return urlOf(serverOf(url).owner, nameIn(url));
}

/** Returns the role as which a database was opened. */
export function roleOf({ pool }: Pick<Database, 'pool'>): string {
  return new URL(String(pool.options.connectionString)).username;
}

/** Makes a role in the server of a database, until the test file ends, and returns its name. */
export async function createTestRole(url: string, options = 'LOGIN'): Promise<string> {
  const name = `Test "role" ${randomBytes(6).toString('hex')}`;
  const { admin } = serverOf(url);
  await run(admin, `CREATE ROLE ${pg.escapeIdentifier(name)} ${options} ${passwordOf(admin)}`);
  roles.push(name);
  return name;
}

/** Runs a statement as the owner of the database, for what the service may not do, and returns its rows. */
export function asOwner<Row extends object>(
  database: Pick<Database, 'pool'>,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return run<Row>(ownerUrl(database), statement, values);
}

/** Migrates a database of `createTestDatabase`, and returns its URL as the role of the service. */
export async function serviceUrl(url: string): Promise<string> {
  const { service } = serverOf(url);
  await migrateAs({ connectionString: url }, [new URL(service).username]);
  return urlOf(service, nameIn(url));
}

/**
 * Closes and drops everything that this file opened.
 *
 * @throws Error where a connection was not given back to its pool
 */
export async function closeTestDatabases(): Promise<void> {
  // A statement may be under way that nothing waits for, such as one of a subscription that has ended.
  const isSettled = ({ pool }: Database) => pool.totalCount === pool.idleCount;
  await eventually(() => opened.every(isSettled)).catch(() => undefined);
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

/** The server of each database that a test has opened. */
const serverByName = new Map<string, TestServer>();
/** Names of the databases that we made in a server that was given. */
const made: string[] = [];
/** Names of the roles that a test file made, which belong to all databases of a server. */
const roles: string[] = [];

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

function serverOf(url: string): TestServer {
  const server = serverByName.get(nameIn(url));
  if (server === undefined) throw new Error(`expected a test database, got ${nameIn(url)}`);
  return server;
}

async function newDatabase(server: TestServer, copied?: string): Promise<string> {
  const name = await createDatabase(server, copied);
  serverByName.set(name, server);
  return name;
}

/** Returns the name of a new database. */
async function createDatabase(
  { owner, admin }: Pick<TestServer, 'owner' | 'admin'>,
  copied?: string,
): Promise<string> {
  const name = `greyoak_test_${randomBytes(6).toString('hex')}`;
  const template = copied === undefined ? '' : `TEMPLATE ${copied}`;
  await run(admin, `CREATE DATABASE ${name} OWNER ${new URL(owner).username} ${template}`);
  made.push(name);
  return name;
}

async function startServer(state: State): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given) return startOwn(state);
  const service = await givenService(given);
  const template = await keptDatabase(state, given, service);
  const stop = async () => {
    for (const name of made.splice(0)) await run(given, `DROP DATABASE ${name} WITH (FORCE)`);
    for (const name of roles.splice(0)) await run(given, `DROP ROLE ${pg.escapeIdentifier(name)}`);
  };
  return { owner: given, service, admin: given, template, stop };
}

const DUPLICATE: readonly unknown[] = ['42710', '23505'];

/** Returns the option of CREATE ROLE for a role that connects with the password of a URL, if that has one. */
function passwordOf(url: string): string {
  const { password } = new URL(url);
  return password === '' ? '' : `PASSWORD ${pg.escapeLiteral(decodeURIComponent(password))}`;
}

/** Makes the role of the service in a server that was given, unless another test file has. */
async function givenService(given: string): Promise<string> {
  await run(given, `CREATE ROLE ${SERVICE} LOGIN ${passwordOf(given)}`).catch((error: pg.DatabaseError) => {
    if (!DUPLICATE.includes(error.code)) throw error;
  });
  const url = new URL(given);
  url.username = SERVICE;
  return url.href;
}

/** Makes the database of a state in a server that was given, unless a test file of this run of the tests has. */
async function keptDatabase(state: State, given: string, service: string): Promise<string> {
  // globalTeardown.ts drops it.
  const kept = `greyoak_${state}_${statesFolder().slice(-12)}`;
  const client = new pg.Client({ connectionString: given });
  await client.connect();
  try {
    // Until this connection ends: the others wait for the database instead of making the same.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [kept]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [kept]);
    if (rowCount === 1) return kept;
    const template = state === 'schema' ? undefined : await keptDatabase('schema', given, service);
    const name = await createDatabase({ owner: given, admin: given }, template);
    await bringInto(state, urlOf(given, name), urlOf(service, name));
    await client.query(`ALTER DATABASE ${name} RENAME TO ${kept}`);
    made.splice(made.indexOf(name), 1);
    return kept;
  } finally {
    await client.end();
  }
}

/** A server of our own, which begins with a copy of the data folder that is kept of the state. */
async function startOwn(state: State): Promise<TestServer> {
  const home = await temporaryFolder();
  await copyFolder(await keptData(state), join(home, 'postgresql'));
  const { owner, connection, superuser, stop } = await startEmbedded(home, { isDisposable: true });
  return {
    owner: connectionUrl(owner),
    service: connectionUrl(connection),
    // A database with connections cannot be copied.
    admin: connectionUrl(superuser),
    template: connection.database,
    stop: async () => {
      await stop();
      await rm(home, { recursive: true });
    },
  };
}

/** Returns the folder that this run of the tests has for states. Its name ends with twelve digits of a UUID. */
function statesFolder(): string {
  const folder = process.env['GREYOAK_TEST_STATES'];
  if (folder === undefined) throw new Error('expected GREYOAK_TEST_STATES, which globalSetup.ts sets');
  return folder;
}

/** Makes the data folder of a state, unless a test file of this run of the tests has. */
async function keptData(state: State): Promise<string> {
  const states = statesFolder();
  const kept = join(states, state);
  if (await exists(kept)) return kept;
  const home = await temporaryFolder();
  if (state !== 'schema') await copyFolder(await keptData('schema'), join(home, 'postgresql'));
  const { owner, connection, dataFolder, stop } = await startEmbedded(home, { isDisposable: true });
  await bringInto(state, connectionUrl(owner), connectionUrl(connection)).finally(stop);
  await mkdir(states, { recursive: true, mode: 0o700 });
  // Another test file may have made the same meanwhile.
  await rename(dataFolder, kept).catch(ignoring('ENOTEMPTY', 'EEXIST'));
  await rm(home, { recursive: true });
  return kept;
}

async function bringInto(state: State, owner: string, service: string): Promise<void> {
  await migrateAs({ connectionString: owner }, [new URL(service).username]);
  if (state === 'schema') return;
  // Most test files do without the whole method.
  const { loadSetup } = await import('../../../src/runs/scoringSetup.js');
  const { seedSample } = await import('../../../src/runs/seedSample.js');
  const database = await openDatabase({ url: service, home: '' });
  try {
    await seedSample(database.pool, await loadSetup(), { info: () => undefined });
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

async function run<Row extends object>(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Without values, a text may have several statements.
    const { rows } = await (values.length === 0
      ? client.query<Row>(statement)
      : client.query<Row>(statement, [...values]));
    return rows;
  } finally {
    await client.end();
  }
}
