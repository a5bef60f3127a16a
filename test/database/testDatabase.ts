import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { startEmbedded } from '../../src/database/embedded/startEmbedded.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { temporaryFolder } from './temporaryFolder.js';

/** The PostgreSQL of one test file: TEST_DATABASE_URL, or an embedded one that ends with the file. */
interface TestServer {
  readonly url: string;
  readonly isOurs: boolean;
  readonly stop: () => Promise<void>;
}

let server: Promise<TestServer> | null = null;
let template: Promise<string> | null = null;
/** Names of the databases that we made. */
const made: string[] = [];
const opened: Database[] = [];

/**
 * Opens a new database with an up-to-date schema. The first one of a test file starts a server (1 s), the others
 * are copies (0.1 s). Call closeTestDatabases in an afterAll.
 */
export async function openTestDatabase(): Promise<Database> {
  template ??= makeTemplate();
  const database = await openDatabase({ url: await createTestDatabase(await template), home: '' });
  opened.push(database);
  return database;
}

/** Makes a new database, empty or a copy of another one, and returns its URL. */
export async function createTestDatabase(copied?: string): Promise<string> {
  server ??= startServer();
  const { url } = await server;
  const name = `greyoak_test_${randomBytes(6).toString('hex')}`;
  await run(url, `CREATE DATABASE ${name}${copied === undefined ? '' : ` TEMPLATE ${copied}`}`);
  made.push(name);
  return urlOf(url, name);
}

/**
 * Closes and drops everything that this file opened.
 *
 * @throws Error where a connection was not given back to its pool
 */
export async function closeTestDatabases(): Promise<void> {
  if (server === null) return;
  const leaks = opened.map(({ pool }) => pool.totalCount - pool.idleCount);
  // A pool with a leak never ends; the server ends its connections below.
  await Promise.all(opened.filter((_, k) => leaks[k] === 0).map(({ close }) => close()));
  const { url, isOurs, stop } = await server;
  if (!isOurs) for (const name of made) await run(url, `DROP DATABASE ${name} WITH (FORCE)`);
  await stop();
  server = null;
  template = null;
  made.length = 0;
  opened.length = 0;
  const leaked = leaks.reduce((sum, leak) => sum + leak, 0);
  if (leaked > 0) throw new Error(`${leaked} connections were not given back to the pool of a test database`);
}

async function makeTemplate(): Promise<string> {
  const url = await createTestDatabase();
  const { close } = await openDatabase({ url, home: '' });
  await close();
  return new URL(url).pathname.slice(1);
}

async function startServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, isOurs: false, stop: () => Promise.resolve() };
  const home = await temporaryFolder();
  const { connection, stop } = await startEmbedded(home, { isDisposable: true });
  const { user, host, database } = connection;
  return {
    url: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&sslmode=disable`,
    isOurs: true,
    stop: async () => {
      await stop();
      await rm(home, { recursive: true });
    },
  };
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
