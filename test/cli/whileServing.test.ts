/** Commands on the embedded store that a service uses at the same time. */
import { once } from 'node:events';
import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { WebSocket } from 'ws';
import { EXIT } from '../../src/cli/exitCodes.js';
import { startService, type Service } from '../../src/main.js';
import { readSettings } from '../../src/settings.js';
import { VERSION } from '../../src/version.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';
import { logOf } from '../support/http/app.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { removeHome, socketsOf } from '../support/process/greyoakProcess.js';
import { run } from '../support/process/terminal.js';
import { withoutProgress } from '../support/process/withoutProgress.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { eventually } from '../support/time/eventually.js';

let folder: string;
let home: string;
let market: string;
let service: Service;
let store: pg.Client;
const log = logOf();

/** Runs a command, without the key of the service in its environment. */
const greyoak = (...args: readonly string[]) => run(args, { env: { GREYOAK_HOME: home } });
const withKey = (...args: readonly string[]) =>
  run(args, { env: { GREYOAK_HOME: home, AUTH_KEY: TEST_AUTH_KEY } });

async function done(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await greyoak(...args);
  expect({ args, code, err: code === EXIT.DONE ? '' : err }).toEqual({ args, code: EXIT.DONE, err: '' });
  return out;
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<Service> {
  const settings = { PORT: '0', GREYOAK_HOME: home, AUTH_KEY: TEST_AUTH_KEY, LOG_LEVEL: 'info', ...env };
  return startService(readSettings(settings), log.stream);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  home = join(folder, 'home');
  market = join(folder, 'market');
  await mkdir(home, { mode: 0o755 });
  await mkdir(market);
  await writeSmallMarket(market);
  // Nothing runs yet: one of the two starts the server, and the other one waits for its turn.
  const both = await Promise.all([withKey('import', market), withKey('keys', 'list')]);
  expect(both).toMatchObject([{ code: EXIT.DONE }, { code: EXIT.DONE }]);
  service = await start();
  await service.ready;
  store = new pg.Client({ host: await socketsOf(home), user: 'greyoak', database: 'greyoak' });
  store.on('error', () => undefined);
  await store.connect();
}, 60_000);
afterAll(async () => {
  await store.end().catch(() => undefined);
  await service.stop();
  await removeHome(home);
  await remove(folder);
}, 60_000);

async function ask(query: string, secret?: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

async function rows(statement: string): Promise<unknown[]> {
  return (await store.query<Record<string, unknown>>(statement)).rows;
}

const SCORE = `{ stock(ticker: "ALPHA") {
  bars(from: "2024-10-08", to: "2024-10-08") { nodes { close } }
  score(mode: TRADER) { id value provenance { inputsHash } }
} }`;

test('an import is scored once, and the answers of the service show it', async () => {
  const before = await ask(SCORE);
  expect(before.body).toMatchObject({ data: { stock: { score: { value: expect.any(Number) } } } });
  const [{ last }] = (await rows('SELECT max(id) AS last FROM runs')) as { last: number }[];
  await writeFile(
    join(market, 'prices.csv'),
    'ticker,date,open,high,low,close,volume,value\nALPHA,2024-10-08,105,107,104,104.5,90000,9000000\n',
  );
  const { code, out, err } = await greyoak('import', market);
  expect({ code, err: withoutProgress(err) }).toEqual({ code: EXIT.DONE, err: '' });
  expect(out).toMatch(/^prices\.csv +1 +0 +1 /m);
  await eventually(async () => JSON.stringify((await ask(SCORE)).body).includes('104.5'));
  await eventually(async () => JSON.stringify((await ask(SCORE)).body) !== JSON.stringify(before.body));
  await eventually(async () => (await rows('SELECT FROM graphile_worker.jobs')).length === 0);
  const scored = await rows(
    `SELECT day::text, count(*)::int FROM runs WHERE id > ${last} GROUP BY day ORDER BY day`,
  );
  expect(scored).toEqual([{ day: '2024-10-08', count: 1 }]);
  const printed = JSON.parse(await done('score', '--date', '2024-10-08', '--json')) as {
    readonly inputsHash: string;
    readonly stocks: {
      readonly 'ALPHA.NS': { readonly modes: { readonly TRADER: { readonly score: number } } };
    };
  };
  const value = Math.round(printed.stocks['ALPHA.NS'].modes.TRADER.score * 100) / 100;
  const { inputsHash } = printed;
  expect((await ask(SCORE)).body).toMatchObject({
    data: { stock: { score: { value, provenance: { inputsHash } } } },
  });
  expect(await done('reproduce', '--from', '2024-09-30', '--to', '2024-10-08')).toMatch(
    /^(\d+) of \1 runs /m,
  );
}, 60_000);

test('keys count, and end, at once', async () => {
  const secret = (
    await done('keys', 'add', '--owner', 'local', '--name', 'export', '--scope', 'SCORES_READ')
  ).trim();
  await eventually(async () => (await ask('{ __typename }', secret)).status === 200);
  const [{ id }] = (await rows('SELECT max(id) AS id FROM api_keys')) as { id: number }[];
  await done('keys', 'revoke', String(id));
  await eventually(async () => (await ask('{ __typename }', secret)).status === 401);
}, 60_000);

test('a backup of the running service is restored into a new home', async () => {
  const backup = join(folder, 'backup');
  expect(await done('backup', backup)).toContain(`${backup} has the store of `);
  const copy = join(folder, 'copy');
  await mkdir(copy, { mode: 0o755 });
  const inCopy = (...args: readonly string[]) => run(args, { env: { GREYOAK_HOME: copy } });
  const restored = await inCopy('restore', backup);
  expect(restored).toMatchObject({ code: EXIT.DONE, err: '' });
  expect(restored.out).toContain(
    `Before the first start, copy the file auth-key of the former home to ${join(copy, 'auth-key')}`,
  );
  const score = ['score', '--date', '2024-10-08', '--json'];
  expect((await inCopy(...score)).out).toBe(await done(...score));
  expect(await inCopy('restore', backup)).toMatchObject({
    ...{ code: EXIT.FAILED, err: expect.stringContaining('Expected an empty database') },
  });
  await removeHome(copy);
}, 60_000);

test('what commands do is chained by the service, with its key', async () => {
  await eventually(async () => (await rows('SELECT FROM audit_pending')).length === 0);
  const head = (await done('audit', 'head')).trim();
  const verified = await withKey('audit', 'verify', '--head', head);
  expect(verified).toMatchObject({
    code: EXIT.DONE,
    out: expect.stringContaining('all as they were written'),
  });
  const pruned = await withKey('audit', 'prune');
  expect(pruned).toMatchObject({ code: EXIT.DONE, out: expect.stringMatching(/^0 entries deleted; /) });
}, 60_000);

test('a second service is refused', async () => {
  const second = await start();
  await expect(second.ready).rejects.toThrow(
    `Another greyoak uses ${home}. Stop it, set GREYOAK_HOME to another folder, ` +
      'or set DATABASE_URL for both to share one database.',
  );
  await second.stop();
  expect((await ask('{ __typename }')).status).toBe(200);
}, 60_000);

test('no command changes the schema of a service of another version', async () => {
  expect(await done('migrate')).toBe('The schema was up to date.\n');
  const [{ name }] = (await rows('SELECT max(name) AS name FROM kysely_migration')) as { name: string }[];
  const change = (from: string, to: string) =>
    store.query('UPDATE kysely_migration SET name = $2 WHERE name = $1', [from, to]);
  await store.query('DELETE FROM kysely_migration WHERE name = $1', [name]);
  try {
    for (const args of [['migrate'], ['keys', 'list'], ['audit', 'prune']]) {
      const { code, err } = await greyoak(...args);
      expect({ code, err }).toEqual({
        code: EXIT.FAILED,
        err:
          'greyoak: Expected the schema of the database to be up to date, got one that is missing or older: a service ' +
          `of greyoak ${VERSION} (process ${process.pid}) uses it, and this is greyoak ${VERSION}. Stop the service and ` +
          'start it with this version, or use its version for this command, too.\n',
      });
    }
    expect(await rows(`SELECT FROM kysely_migration WHERE name = '${name}'`)).toEqual([]);
  } finally {
    await store.query('INSERT INTO kysely_migration VALUES ($1, $2)', [name, new Date().toISOString()]);
  }
  await change(name, '9999_later');
  try {
    for (const args of [['migrate'], ['keys', 'list'], ['audit', 'prune']]) {
      const { code, err } = await greyoak(...args);
      expect({ code, err }).toEqual({
        code: EXIT.FAILED,
        err:
          'greyoak: The database is newer than this greyoak: it has 9999_later, which is not known here. Upgrade greyoak, ' +
          'or use another database.\n',
      });
    }
  } finally {
    await change('9999_later', name);
  }
}, 60_000);

test('the first user closes a service that was open', async () => {
  expect((await ask(SCORE)).status).toBe(200);
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = once(socket, 'close');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  await done('users', 'add', 'asha@example.com', '--name', 'Asha', '--admin');
  await eventually(async () => (await ask(SCORE)).status === 403);
  // What was begun as the built-in administrator does not go on either.
  expect((await closed)[0]).toBe(4403);
  expect(log.lines().filter(({ access }) => access !== undefined)).toMatchObject([
    { access: 'open' },
    { access: 'closed', reason: 'the store has users', msg: 'access is closed from now on' },
  ]);
}, 60_000);

test('a command whose service stops says so, and nothing of it is stored', async () => {
  // The command waits for this lock when the service stops.
  await store.query('SELECT pg_advisory_lock(7301001)');
  const batches = await rows('SELECT count(*)::int AS batches FROM batches');
  await writeSmallMarket(market);
  const importing = greyoak('import', market);
  await eventually(async () => {
    const waiting = await rows(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
    return waiting.length > 0;
  });
  await service.stop();
  const { code, out, err } = await importing;
  expect({ code, out }).toEqual({ code: EXIT.FAILED, out: '' });
  expect(withoutProgress(err)).toMatch(
    new RegExp(
      `^greyoak: The connection to the embedded PostgreSQL of the service in process ${process.pid} was lost \\(.+\\)\\. ` +
        'What was not finished is not stored; run the command again\\.\n$',
    ),
  );
  service = await start();
  await service.ready;
  store = new pg.Client({ host: await socketsOf(home), user: 'greyoak', database: 'greyoak' });
  store.on('error', () => undefined);
  await store.connect();
  expect(await rows('SELECT count(*)::int AS batches FROM batches')).toEqual(batches);
}, 60_000);
