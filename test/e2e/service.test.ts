/** Runs the service as a process: it starts, serves, and leaves nothing behind. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/openDatabase.js';
import { startEmbedded } from '../../src/database/embedded/startEmbedded.js';
import { migrateAs } from '../../src/database/migrateAs.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import {
  GreyoakProcess,
  postgresOf,
  postmasterOf,
  removeHome,
  until,
} from '../support/process/greyoakProcess.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';
import { freePort } from '../support/network/freePort.js';
import { TcpDoor } from '../support/network/tcpDoor.js';

let folder: string;
const homes: string[] = [];
const processes: GreyoakProcess[] = [];
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const process of processes.splice(0)) {
    process.kill('SIGKILL');
    await process.end();
  }
  for (const step of undo.splice(0).reverse()) await step();
});
afterAll(async () => {
  for (const home of homes) await removeHome(home);
  await rm(folder, { recursive: true, force: true });
});

async function newHome(name: string): Promise<string> {
  const home = homeOf(name);
  await mkdir(home, { mode: 0o755 });
  return home;
}

/** Returns the home of this name. A former test may have filled it with the sample market. */
function homeOf(name: string): string {
  const home = join(folder, name);
  if (!homes.includes(home)) homes.push(home);
  return home;
}

function serve(env: Readonly<Record<string, string>>): GreyoakProcess {
  const started = new GreyoakProcess(['serve'], { PORT: '0', ...env });
  processes.push(started);
  return started;
}

/** Returns the URL at which a service says that it listens. */
async function urlOf(service: GreyoakProcess): Promise<string> {
  const url = () => /Server listening at (http:\/\/127\.0\.0\.1:\d+)"/.exec(service.out)?.[1];
  await until('the service listens', () => {
    if (!service.isRunning) throw new Error(`the service ended: ${service.err}`);
    return url() !== undefined;
  });
  return url() ?? '';
}

/** Returns the lines of the log with a message. */
const linesWith = ({ out }: GreyoakProcess, message: string): unknown[] =>
  out.split('\n').flatMap((line) => {
    if (!line.startsWith('{') || !line.endsWith('}')) return [];
    const parsed = JSON.parse(line) as { readonly msg?: string };
    return parsed.msg === message ? [parsed] : [];
  });

/** Returns why a service says that it ended. */
const fatalOf = ({ out }: GreyoakProcess): string[] =>
  out
    .split('\n')
    .filter((line) => line.startsWith('{"level":"fatal"'))
    .map((line) => (JSON.parse(line) as { readonly msg: string }).msg);

/** The import of the sample market takes ten seconds, and several times that on a busy machine. */
const PATIENCE_MS = 120_000;

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function get(url: string): Promise<Answer> {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function ready(service: GreyoakProcess): Promise<string> {
  const url = await urlOf(service);
  const isReady = async () => (await get(`${url}/health/ready`)).status === 200;
  await until('the service is ready', isReady, PATIENCE_MS);
  return url;
}

const THREE =
  '{ stocks(mode: INVESTOR, first: 3) { nodes { ticker name score(mode: INVESTOR) { value band } } } }';

async function ask(url: string, query: string): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Returns how many batches, runs and sessions the store of a home holds. No process may use the home meanwhile. */
async function counts(home: string): Promise<unknown> {
  const { pool, close } = await openDatabase({ home });
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM batches) AS batches, (SELECT count(*)::int FROM runs) AS runs,
       (SELECT count(DISTINCT day)::int FROM bars) AS sessions`,
  );
  await close();
  return rows[0];
}

describe('greyoak serve', () => {
  // One test for all of this, because a home imports the sample market only once.
  test('starts with the sample market, locks its home, leaves nothing behind when it stops, and starts again', async () => {
    const home = await newHome('first');
    const service = serve({ GREYOAK_HOME: home, METHODS: '' });
    const listening = await urlOf(service);
    expect((await get(`${listening}/health/live`)).status).toBe(200);
    const early = await get(`${listening}/health/ready`);
    expect(early.status).toBe(503);
    expect(early.body['reason']).toMatch(
      /^(the database is being opened|the sample market is being imported and scored)$/,
    );
    expect(await ask(listening, THREE)).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'OVERLOADED' } }] },
    });
    const url = await ready(service);
    const { status, body } = await ask(url, THREE);
    expect(status).toBe(200);
    const stock = { ticker: expect.any(String), name: expect.any(String) };
    const score = { value: expect.any(Number), band: expect.any(String) };
    expect(body).toEqual({
      data: { stocks: { nodes: Array(3).fill({ ...stock, score }) } },
      // A request is 30; a book to go through and a run for each were expected.
      extensions: { cost: { requested: 2, actual: 1, bucket: 100_000 }, synthetic: true },
    });

    expect((await ask(url, '{ methods { name } }')).body).toMatchObject({
      data: { methods: [{ name: 'greyoak-1.1' }, { name: 'greyoak-2.0' }] },
    });

    const second = serve({ GREYOAK_HOME: home });
    expect(await second.end()).toBe(1);
    expect((await ask(url, THREE)).body).toEqual(body);

    service.kill('SIGTERM');
    expect(await service.end()).toBe(0);
    expect(await postgresOf(home)).toEqual([]);
    const after = await counts(home);
    // Two methods.
    expect(after).toMatchObject({ runs: 2 * (after as { sessions: number }).sessions });

    const again = serve({ GREYOAK_HOME: home });
    expect((await ask(await ready(again), THREE)).body).toEqual(body);
    again.kill('SIGINT');
    expect(await again.end()).toBe(0);
    expect(await postgresOf(home)).toEqual([]);
    expect(await counts(home)).toEqual(after);

    expect(fatalOf(second)).toEqual([
      `Another greyoak uses ${home}. Stop it, set GREYOAK_HOME to another folder, ` +
        'or set DATABASE_URL for both to share one database.',
    ]);
    // Programs read what it writes where it has no terminal.
    for (const { out, err } of [service, second, again]) {
      expect(err).toBe('');
      for (const line of out.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
    }
  }, 240_000);

  test.each([
    ['SIGTERM to npm', (npm: GreyoakProcess) => npm.kill('SIGTERM'), 0, 'SIGTERM'],
    ['Ctrl-C', (npm: GreyoakProcess) => npm.killGroup('SIGINT'), 0, 'SIGINT'],
    ['a terminal that is closed', (npm: GreyoakProcess) => npm.killGroup('SIGHUP'), 'SIGHUP', 'SIGHUP'],
    [
      'a kill of npm',
      (npm: GreyoakProcess) => npm.kill('SIGKILL'),
      'SIGKILL',
      'the npm that started it has ended',
    ],
  ] as const)(
    'stops once by %s where npm start runs it, and leaves no process',
    async (_, end, code, cause) => {
      const home = homeOf('first');
      await mkdir(home, { mode: 0o755, recursive: true });
      const npm = new GreyoakProcess(
        ['start'],
        { PORT: '0', GREYOAK_HOME: home, HOME: folder },
        { program: ['npm'], leadsGroup: true },
      );
      processes.push(npm);
      await ready(npm);
      end(npm);
      // Its pipes stay open as long as a process of the service runs.
      expect(await npm.end()).toBe(code);
      expect(await postgresOf(home)).toEqual([]);
      expect(linesWith(npm, 'stopping')).toMatchObject([{ cause }]);
      expect(linesWith(npm, 'stopped')).toMatchObject([{ ms: expect.any(Number) }]);
    },
    240_000,
  );

  test('ends at once by a second signal, PostgreSQL included', async () => {
    const home = homeOf('first');
    await mkdir(home, { mode: 0o755, recursive: true });
    const service = serve({ GREYOAK_HOME: home, DRAIN_MS: '60000', BODY_TIMEOUT_MS: '60000' });
    const url = new URL(await ready(service));
    // A request whose body never arrives holds up the stop.
    const client = connect(Number(url.port), url.hostname);
    undo.push(async () => client.destroy());
    client
      .on('error', () => undefined)
      .write(
        'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n' +
          'Expect: 100-continue\r\n\r\n',
      );
    await once(client, 'data');
    service.kill('SIGTERM');
    await until('it is stopping', () => linesWith(service, 'stopping').length > 0);
    // For a second, signals are taken for the one that Ctrl-C sends twice.
    await until('the second signal counts', () => {
      service.kill('SIGTERM');
      return linesWith(service, 'a second signal: ending at once').length > 0;
    });
    expect(await service.end()).toBe(143);
    await until('PostgreSQL has ended', async () => (await postgresOf(home)).length === 0);
    expect(linesWith(service, 'stopped')).toEqual([]);
  }, 240_000);

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'of a command that %s ends, PostgreSQL ends, too',
    async (signal) => {
      const home = homeOf('first');
      await mkdir(home, { mode: 0o755, recursive: true });
      const command = new GreyoakProcess(['score', '--from', '2025-01-01', '--to', '2026-06-30', '--again'], {
        GREYOAK_HOME: home,
      });
      processes.push(command);
      await until('PostgreSQL runs', async () => (await postgresOf(home)).length > 0);
      command.kill(signal);
      expect(await command.end()).toBe(128 + constants.signals[signal]);
      await until('PostgreSQL has ended', async () => (await postgresOf(home)).length === 0);
    },
    240_000,
  );

  test('exits with 0 and leaves nothing behind if it is stopped while it starts', async () => {
    const home = await newHome('stopped');
    const service = serve({ GREYOAK_HOME: home });
    await urlOf(service);
    service.kill('SIGTERM');
    expect(await service.end()).toBe(0);
    expect(await postgresOf(home)).toEqual([]);
  }, 240_000);

  test('says so and exits with 1 if its PostgreSQL ends by itself', async () => {
    const home = homeOf('first');
    await mkdir(home, { mode: 0o755, recursive: true });
    const service = serve({ GREYOAK_HOME: home });
    await ready(service);
    process.kill(await postmasterOf(home), 'SIGKILL');
    expect(await service.end()).toBe(1);
    expect(fatalOf(service)).toEqual([
      expect.stringContaining('the embedded PostgreSQL ended by itself; its last output:\n'),
    ]);
    expect(await postgresOf(home)).toEqual([]);
  }, 240_000);

  test('completes the sample market after a kill at any moment', async () => {
    const home = await newHome('killed');
    const service = serve({ GREYOAK_HOME: home });
    const url = await urlOf(service);
    await until('the market is being scored', async () => {
      const { body, status } = await get(`${url}/health/ready`);
      return status === 200 || String(body['reason']).startsWith('the sample market');
    });
    service.kill('SIGKILL');
    expect(await service.end()).toBe('SIGKILL');
    const again = serve({ GREYOAK_HOME: home });
    await ready(again);
    again.kill('SIGTERM');
    expect(await again.end()).toBe(0);
    const after = (await counts(home)) as { runs: number; sessions: number };
    expect(after.runs).toBe(after.sessions);
    expect(after.runs).toBeGreaterThan(0);
  }, 240_000);

  test('waits for a database that does not answer yet, and works once it answers', async () => {
    const home = await newHome('later');
    const database = await startEmbedded(home, { isDisposable: true });
    undo.push(database.stop);
    await migrateAs(database.owner, [database.connection.user]);
    const port = await freePort();
    const door = new TcpDoor(port);
    undo.push(() => door.close());
    const { host, port: socketPort } = database.connection;
    const socket = join(host, `.s.PGSQL.${socketPort}`);
    const service = serve({
      DATABASE_URL: `postgres://greyoak_service:pa55word@127.0.0.1:${port}/greyoak?sslmode=disable`,
      GREYOAK_HOME: join(folder, 'not-used'),
      ACCESS: 'open',
    });
    const url = await urlOf(service);
    await until('it has tried once', () => service.out.includes('waiting for the database'));
    expect(await get(`${url}/health/ready`)).toMatchObject({
      status: 503,
      body: { status: 'not ready', reason: 'the database is being opened' },
    });
    expect((await get(`${url}/health/live`)).status).toBe(200);
    await door.open(socket);
    await ready(service);
    // The service imports no sample into a database that DATABASE_URL names.
    expect((await ask(url, '{ stocks(mode: INVESTOR, first: 3) { nodes { ticker } } }')).status).toBe(200);

    await door.close();
    await until('it notices', async () => (await get(`${url}/health/ready`)).status === 503);
    expect((await get(`${url}/health/live`)).status).toBe(200);
    await door.open(socket);
    await ready(service);
    service.kill('SIGTERM');
    expect(await service.end()).toBe(0);
    expect(service.out + service.err).not.toContain('pa55word');
  }, 240_000);

  test('stops at once while it waits for a database', async () => {
    const port = await freePort();
    const service = serve({
      DATABASE_URL: `postgres://greyoak@127.0.0.1:${port}/greyoak`,
      AUTH_KEY: TEST_AUTH_KEY,
    });
    await until('it has tried twice', () => service.out.split('waiting for the database').length > 2);
    service.kill('SIGTERM');
    const patience = new Promise((resolve) => setTimeout(resolve, 20_000, 'it waits on').unref());
    expect(await Promise.race([service.end(), patience])).toBe(0);
  }, 60_000);

  test('says that a port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    undo.push(async () => {
      server.close();
      await once(server, 'close');
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const service = serve({ PORT: String(port), GREYOAK_HOME: await newHome('taken') });
    expect(await service.end()).toBe(1);
    expect(fatalOf(service)).toEqual([
      `Expected port ${port} on 127.0.0.1 to be free, but it is taken: set PORT to another one, or stop what uses it.`,
    ]);
  }, 60_000);
});
