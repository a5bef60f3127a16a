import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase, type DatabaseOptions } from '../../src/database/openDatabase.js';
import { requireVersion } from '../../src/database/requireVersion.js';
import { UserError } from '../../src/userError.js';
import { freePort } from '../support/network/freePort.js';
import { postmasterOf } from '../support/process/greyoakProcess.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import {
  closeTestDatabases,
  createTestDatabase,
  openTestDatabase,
} from '../support/database/testDatabase.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closing.splice(0).reverse()) await close();
});

let url: string;
beforeAll(async () => {
  url = await createTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

async function open(options: Partial<DatabaseOptions>) {
  const database = await openDatabase({ url, home: '', ...options });
  closing.push(database.close);
  return database;
}

/** The message of a refusal that comes without a wait. */
async function refusal(options: Partial<DatabaseOptions>): Promise<string> {
  let waits = 0;
  const error = await open({ ...options, onWait: () => waits++ }).catch((thrown: unknown) => thrown);
  expect(waits).toBe(0);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

/** Unlike `once` of node:events, these pass over the error that comes before. */
const endOf = (client: pg.PoolClient) => new Promise((resolve) => client.once('end', () => resolve(null)));
const removalFrom = (pool: pg.Pool) => new Promise((resolve) => pool.once('remove', resolve));

function edited(edit: (copy: URL) => void): string {
  const copy = new URL(url);
  edit(copy);
  return copy.href;
}

/** The same database behind a port of this machine. */
function through(port: number, password = ''): string {
  return edited((copy) => {
    copy.host = `127.0.0.1:${port}`;
    if (password !== '') copy.password = password;
    copy.searchParams.delete('host');
  });
}

async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A PostgreSQL that comes up at a port. */
async function startProxy(port: number): Promise<void> {
  const target = new pg.Client({ connectionString: url });
  const proxy = createServer((socket) => {
    const path = `${target.host}/.s.PGSQL.${target.port}`;
    const server = target.host.startsWith('/') ? connect(path) : connect(target.port, target.host);
    socket.on('error', () => server.destroy()).pipe(server);
    server.on('error', () => socket.destroy()).pipe(socket);
  });
  await listen(proxy, port);
  closing.push(() => new Promise((resolve) => proxy.close(resolve)));
}

describe('openDatabase', () => {
  test('brings the schema up to date, and says which database it is', async () => {
    const { db, pool, description, close } = await open({ poolSize: 3 });
    expect(await db.selectFrom('batches').selectAll().execute()).toEqual([]);
    expect((await pool.query('SHOW application_name')).rows).toEqual([{ application_name: 'greyoak' }]);
    expect(pool.options.max).toBe(3);
    const { user, database } = new pg.Client({ connectionString: url });
    expect(description).toMatch(new RegExp(`^PostgreSQL database ${database} at .+:\\d+ as ${user}$`));
    await Promise.all([close(), close()]);
    expect([pool.totalCount, pool.idleCount, pool.waitingCount]).toEqual([0, 0, 0]);
  });

  test('reads dates alike, whatever the database is set to', async () => {
    const { db } = await open({});
    await sql`ALTER DATABASE ${sql.id(new URL(url).pathname.slice(1))} SET DateStyle = 'SQL, DMY'`.execute(
      db,
    );
    const { rows } = await (await open({})).pool.query(`SELECT date '2024-02-29' AS day`);
    expect(rows).toEqual([{ day: '2024-02-29' }]);
  });

  test('outlives the death of its connections, idle and in use', async () => {
    const [victim, other] = await Promise.all([open({}), open({})]);
    const end = (pid: number) => other.pool.query('SELECT pg_terminate_backend($1)', [pid]);
    const ownPid = async (asked: pg.Pool | pg.PoolClient) =>
      (await asked.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0].pid;

    const removed = removalFrom(victim.pool);
    await end(await ownPid(victim.pool));
    await removed;
    const client = await victim.pool.connect();
    const ended = endOf(client);
    await end(await ownPid(client));
    await ended;
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release();
    expect((await victim.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('waits for a server that starts later', async () => {
    const port = await freePort();
    const attempts: number[] = [];
    const database = await open({
      url: through(port),
      onWait: (attempt, error) => {
        attempts.push(attempt);
        expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
        if (attempt === 2) void startProxy(port);
      },
    });
    // At least two; another one where the port opened after the third try.
    expect(attempts.slice(0, 2)).toEqual([1, 2]);
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('waits for a server behind a proxy that hangs up', async () => {
    const hangUp = createServer((socket) => socket.destroy());
    const port = await listen(hangUp);
    closing.push(() => new Promise((resolve) => hangUp.close(resolve)));
    let attempts = 0;
    // The time is up at the second attempt, however long the first one takes.
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const onWait = () => {
      attempts++;
      now = 300;
    };
    await expect(open({ url: through(port), retryForMs: 300, onWait })).rejects.toThrow(
      'did not answer within 0.3 s',
    );
    expect(attempts).toBe(1);
  });

  test('gives up in the end, without showing the password', async () => {
    const port = await freePort();
    const message = await refusal({ url: through(port, 'secret'), retryForMs: 0 });
    expect(message).toContain(`127.0.0.1:${port}`);
    expect(message).toMatch(/did not answer within 0 s: .*ECONNREFUSED.*fix DATABASE_URL/);
    expect(message).not.toContain('secret');
  });

  test('fails at once where the server refuses us', async () => {
    const message = await refusal({ url: edited((copy) => (copy.pathname = '/nowhere')) });
    expect(message).toMatch(/^Cannot use the PostgreSQL database nowhere at .*"nowhere" does not exist/);
    expect(message).toContain('Fix DATABASE_URL');
  });

  test('refuses a URL that cannot be read, without showing it', async () => {
    const message = await refusal({ url: 'postgres://oak:secret@[db/scores' });
    expect(message).toContain('Expected DATABASE_URL to be like postgres://user:password@host:port/database');
    expect(message).not.toContain('secret');
  });

  test('starts the embedded server where no URL is given, and says when it ends', async () => {
    const home = await temporaryFolder();
    closing.push(() => rm(home, { recursive: true }));
    const { db, description, ended, close } = await openDatabase({ home, isDisposable: true });
    closing.push(close);
    expect(description).toBe(`embedded PostgreSQL in ${home}/postgresql`);
    expect(await db.selectFrom('batches').selectAll().execute()).toEqual([]);
    process.kill(await postmasterOf(home), 'SIGINT');
    expect(await ended).toContain('received fast shutdown request');
    await close();
  }, 30_000);
});

describe('requireVersion', () => {
  test('takes PostgreSQL 15 and newer', () => {
    expect(() => requireVersion(150_000, 'database')).not.toThrow();
    expect(() => requireVersion(140_012, 'PostgreSQL database oak')).toThrow(
      new UserError(
        'Expected PostgreSQL 15 or newer, got 14.12 at the PostgreSQL database oak. Upgrade it, ' +
          'set DATABASE_URL to another one, or unset it for the embedded PostgreSQL.',
      ),
    );
  });
});

describe('closeTestDatabases', () => {
  test('fails where a connection was not given back, and ends it', async () => {
    const { pool } = await openTestDatabase();
    const client = await pool.connect();
    const ended = endOf(client);
    await expect(closeTestDatabases()).rejects.toThrow('1 connections were not given back');
    await ended;
    client.release();
  });
});
