/** The service as src/main.ts wires it, over a real socket. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../src/database/openDatabase.js';
import { startService, type Service } from '../../src/main.js';
import { readSettings } from '../../src/settings.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, createTestDatabase, serviceUrl } from '../support/database/testDatabase.js';
import { fill, FORMER, SPLIT } from '../support/days/filledStore.js';
import { logOf } from '../support/http/app.js';
import { markAssessed } from '../support/risk/markAssessed.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';

const INTERNAL = 'Internal error; the request id leads to the log.';

let url: string;
const running: Service[] = [];
/** Ports without a listener. */
const nobodies: number[] = [];
const refusing: Server[] = [];

beforeAll(async () => {
  url = await createTestDatabase();
  const database = await openDatabase({ url, home: '' });
  try {
    await fill(database);
    await markAssessed(database);
  } finally {
    await database.close();
  }
}, 60_000);

afterEach(async () => {
  await Promise.all(nobodies.splice(0).map(refuseOn));
  for (const service of running.splice(0)) await service.stop();
  for (const server of refusing.splice(0)) {
    server.close();
    await once(server, 'close');
  }
}, 90_000);

afterAll(closeTestDatabases);

/** A service on a free port, with its log. */
async function serviceOver(databaseUrl: string, env: Readonly<Record<string, string>> = {}) {
  const log = logOf();
  const settings = readSettings({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    AUTH_KEY: TEST_AUTH_KEY,
    ACCESS: 'open',
    LOG_LEVEL: 'info',
    // Its market is a sample, which two methods would score.
    METHODS: 'greyoak-1.1',
    ...env,
  });
  const service = await startService(settings, log.stream);
  running.push(service);
  return { service, log };
}

const ask = (service: Service, query: string, requestId = 'asked') =>
  fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({ query }),
  });

/** Connections that the service has to its database. */
async function connections(): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'greyoak'`,
    );
    return Number(rows[0].count);
  } finally {
    await client.end();
  }
}

/** A database URL of a port that was free a moment ago. */
async function urlOfNobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  nobodies.push(port);
  return `postgres://greyoak:secret@127.0.0.1:${port}/greyoak`;
}

/** What PostgreSQL says to a user whom it does not let in: ErrorResponse, which ends all waiting for it. */
const REFUSAL = (() => {
  const fields = Buffer.from('SFATAL\0C28000\0Mno such role\0\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  return Buffer.concat([Buffer.from('E'), length, fields]);
})();

/** Lets a service that waits for its database give up: else it would wait for a minute. */
async function refuseOn(port: number): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(REFUSAL));
  });
  refusing.push(server.listen(port, '127.0.0.1'));
  await once(server, 'listening');
}

describe('access', () => {
  test('is decided when the service starts, is logged with the reason, and closes it to callers without a key', async () => {
    const { service, log } = await serviceOver(url, { ACCESS: '', ANONYMOUS_SCOPES: 'MARKET_READ' });
    await service.ready;
    const decisions = log.lines().filter(({ access }) => access !== undefined);
    expect(decisions).toEqual([
      expect.objectContaining({ level: 'info', access: 'closed', reason: 'DATABASE_URL is set' }),
    ]);
    expect((await ask(service, `{ stock(ticker: "${SPLIT}") { name } }`)).status).toBe(200);
    const refused = await ask(service, `{ stock(ticker: "${SPLIT}") { score(mode: TRADER) { value } } }`);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain(
      'access is closed, so send an API key, which \\"greyoak keys add\\" makes',
    );
  });

  test('that would be open to others stops the start', async () => {
    const start = startService(readSettings({ ACCESS: 'open', HOST: '0.0.0.0', PORT: '0' }));
    await expect(start).rejects.toThrow('got ACCESS=open while HOST is 0.0.0.0, which others may reach');
  });
});

describe('a service with a database', () => {
  test('chooses a port, gets ready, answers, and stops once however often stop is called', async () => {
    const { service, log } = await serviceOver(url);
    expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    await service.ready;
    expect(await (await fetch(`${service.url}/health/ready`)).json()).toEqual({ status: 'ready' });

    const answer = await ask(service, `{ stock(ticker: "${SPLIT}") { ticker } }`, 'first-1');
    expect(answer.headers.get('x-request-id')).toBe('first-1');
    expect(await answer.json()).toEqual({
      data: { stock: { ticker: SPLIT } },
      // One stock; nothing is read for it.
      extensions: { cost: { requested: 1, actual: 1, bucket: 100_000 } },
    });
    expect(await connections()).toBeGreaterThan(0);

    await service.stop();
    await Promise.all([service.stop(), service.stop()]);
    await expect(fetch(`${service.url}/health/live`)).rejects.toThrow('fetch failed');
    // The server ends a connection some time after the client has.
    await eventually(async () => (await connections()) === 0);

    const lines = log.lines();
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'info', requestId: 'first-1', path: '/graphql', status: 200 }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ level: 'info', msg: 'ready' }));
    for (const line of lines)
      expect(line).toMatchObject({ level: expect.stringMatching(/^(info|warn|error)$/) });
    // The user and the address may be told, the password not.
    const { password } = new URL(url);
    if (password !== '') expect(JSON.stringify(lines)).not.toContain(password);
  });

  test('shows its pool in /metrics', async () => {
    const { service } = await serviceOver(url);
    await service.ready;
    const metrics = async () => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      const numbers = [...text.matchAll(/^database_pool_(\w+) (\S+)$/gm)];
      return Object.fromEntries(numbers.map(([, name, number]) => [name, Number(number)]));
    };
    const query = `{ ${Array.from({ length: 5 }, (_, k) => `a${k}: runs(first: ${k}) { totalCount }`).join(' ')} }`;
    await Promise.all(Array.from({ length: 4 }, () => ask(service, query).then((answer) => answer.text())));
    // The answers are here before the last connection is back in the pool.
    let seen: Record<string, number> = {};
    await eventually(async () => {
      seen = await metrics();
      return seen['connections'] === seen['idle_connections'];
    });
    const { connections: open, waiting_requests: waiting } = seen;
    // Ten at most (openDatabase). On a slow machine those of the operations may have been closed after their idle time.
    expect(open).toBeGreaterThanOrEqual(1);
    expect(open).toBeLessThanOrEqual(10);
    expect(waiting).toBe(0);
  });

  test('warns of a user that owns the schema, and of no other', async () => {
    const warnings = async (databaseUrl: string) => {
      const { service, log } = await serviceOver(databaseUrl);
      await service.ready;
      return log
        .lines()
        .filter(({ level, msg }) => level === 'warn' && String(msg).includes('owns the schema'));
    };
    expect(await warnings(url)).toHaveLength(1);
    expect(await warnings(await serviceUrl(url))).toEqual([]);
  });

  test('refuses a user that owns the schema in production, and takes any other', async () => {
    const production = { NODE_ENV: 'production', ACCESS: 'closed' };
    const { service } = await serviceOver(url, production);
    await expect(service.ready).rejects.toThrow(
      'Expected a user that does not own the schema, got one that does: PostgreSQL database',
    );
    const { service: other } = await serviceOver(await serviceUrl(url), production);
    await other.ready;
    expect((await fetch(`${other.url}/health/ready`)).status).toBe(200);
  });

  test('masks what fails inside, and logs it with the id of the request', async () => {
    const broken = await createTestDatabase(new URL(url).pathname.slice(1));
    const { service, log } = await serviceOver(broken);
    await service.ready;
    const client = new pg.Client({ connectionString: broken });
    await client.connect();
    await client.query('DROP TABLE scores CASCADE').finally(() => client.end());

    // The books of the newest day were read before.
    const answer = await ask(service, `{ stocks(on: "${FORMER}") { totalCount } }`, 'broken-1');
    expect(await answer.json()).toMatchObject({
      data: null,
      errors: [
        {
          message: INTERNAL,
          locations: [{ line: 1, column: 3 }],
          path: ['stocks'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'broken-1' },
        },
      ],
    });
    expect(log.lines()).toContainEqual(
      expect.objectContaining({
        level: 'error',
        requestId: 'broken-1',
        path: 'stocks',
        err: expect.objectContaining({
          message: 'relation "scores" does not exist',
          stack: expect.stringContaining('dayBook'),
        }),
      }),
    );
    // What does not need the table is answered on.
    expect(await (await ask(service, '{ runs { totalCount } }')).json()).toMatchObject({
      data: { runs: { totalCount: 3 } },
    });
  });
});

describe('a service whose database is not there', () => {
  test('is live and not ready, and says so in every answer', async () => {
    const { service, log } = await serviceOver(await urlOfNobody());
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${service.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not ready', reason: 'the database is being opened' });

    const answer = await ask(service, '{ method { name } }', 'early-1');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining('Not ready yet: the database is being opened'),
          extensions: { code: 'OVERLOADED', retryAfter: 1, requestId: 'early-1' },
        },
      ],
    });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('database_pool_connections 0\n');
    expect(log.lines()).toContainEqual(
      expect.objectContaining({ level: 'info', requestId: 'early-1', status: 503, msg: 'answered' }),
    );
    expect(log.lines().filter(({ level }) => level === 'error')).toEqual([]);
    expect(JSON.stringify(log.lines())).not.toContain('secret');
  });

  test('stops without waiting for it', async () => {
    const { service } = await serviceOver(await urlOfNobody());
    const stopped = service.stop().then(() => 'stopped');
    // Docker kills after 10 s, Kubernetes after 30; the database would be waited for through 60.
    const patience = new AbortController();
    const waits = sleep(8_000, 'waits', { signal: patience.signal }).catch(() => 'not used');
    expect(await Promise.race([stopped, waits])).toBe('stopped');
    patience.abort();
  }, 20_000);

  test('rejects for callers that wait until it is ready, and raises no unhandled rejection', async () => {
    const { service } = await serviceOver(
      'postgres://greyoak@127.0.0.1/greyoak?sslmode=verify-full&sslrootcert=/nowhere/ca.pem',
    );
    await expect(service.ready).rejects.toThrow('Expected DATABASE_URL to be like');
    // Jest fails a test with an unhandled rejection: the process would end with its stack.
    await sleep(20);
  });
});
