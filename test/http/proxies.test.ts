/** The service behind nginx and Caddy, which run the configurations of docs/deployment.md. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { DatabaseClock } from '../../src/database/databaseClock.js';
import type { Tables } from '../../src/database/tables.js';
import type { SignedLinks } from '../../src/access/signedLinks.js';
import { reportLinks } from '../../src/companies/reports/reportLinks.js';
import { downloadLinks } from '../../src/exports/downloadLinks.js';
import { MemoryQuotaStore } from '../../src/graphql/limits/memoryQuotaStore.js';
import { OperationQuotas } from '../../src/graphql/limits/operationQuotas.js';
import { MOST_BODY } from '../../src/http/documents/receiveUpload.js';
import { USUAL_PACE } from '../../src/http/subscribers/liveLimits.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeApps } from '../support/http/app.js';
import { cookieApp, type CookieApp } from '../support/http/cookieApp.js';
import { FakeOperation, LIMITS } from '../support/http/liveApp.js';
import { FORM_TYPE } from '../support/http/uploadForm.js';
import { configurations } from '../support/network/configurations.js';
import { makeCertificate, type Certificate } from '../support/network/certificate.js';
import { describeWithProxy, type ProxyProgram } from '../support/network/describeWithProxy.js';
import { HOST, ProxyClient } from '../support/network/proxyClient.js';
import { startWebProxy, type WebProxy } from '../support/network/webProxy.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { eventually } from '../support/time/eventually.js';

const { nginxAtRoot, nginxBelow, caddyAtRoot, caddyBelow } = configurations;

interface Variant {
  readonly name: string;
  readonly program: ProxyProgram;
  readonly base: '' | '/greyoak';
  readonly text: string;
}

const VARIANTS: readonly Variant[] = [
  { name: 'nginx at the root', program: 'nginx', base: '', text: nginxAtRoot },
  { name: 'nginx, which passes the path on', program: 'nginx', base: '/greyoak', text: nginxBelow },
  {
    name: 'nginx, which removes the path',
    program: 'nginx',
    base: '/greyoak',
    text: nginxBelow.replace(/(location \/greyoak\/ \{\s*proxy_pass http:\/\/greyoak);/, '$1/;'),
  },
  { name: 'Caddy at the root', program: 'caddy', base: '', text: caddyAtRoot },
  { name: 'Caddy, which passes the path on', program: 'caddy', base: '/greyoak', text: caddyBelow },
  {
    name: 'Caddy, which removes the path',
    program: 'caddy',
    base: '/greyoak',
    text: caddyBelow.replace('handle /greyoak/*', 'handle_path /greyoak/*'),
  },
];

const MAX_MUTATION_BYTES = readSettings({}).limits.mutationBytes;
/** Small enough that a test can reach it. */
const OPERATIONS_PER_MINUTE = 4;

/** Finds no export. */
const emptyDatabase = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

interface Running {
  readonly app: CookieApp;
  readonly links: SignedLinks;
  readonly ofReports: SignedLinks;
  readonly operations: FakeOperation[];
}

const apps = new Map<string, Running>();
let folder: string;
let certificate: Certificate;

async function start(basePath: string): Promise<void> {
  const operations: FakeOperation[] = [];
  const links = downloadLinks(testAuthKey, basePath);
  const ofReports = reportLinks(testAuthKey, basePath);
  const app = await cookieApp({
    basePath,
    trustedProxies: ['127.0.0.1'],
    trustedHosts: [HOST],
    quotas: new OperationQuotas({
      store: new MemoryQuotaStore(),
      anonymous: OPERATIONS_PER_MINUTE,
      known: 0,
      isClosed: () => true,
    }),
    downloads: {
      folder: '',
      services: () => ({
        database: { db: emptyDatabase, query: () => Promise.resolve([]) },
        clock: new DatabaseClock(),
        downloadLinks: links,
        reportLinks: ofReports,
      }),
    },
    live: {
      start: (request, caller, sink) => {
        const operation = new FakeOperation(request, caller, sink);
        operations.push(operation);
        return { resume: () => undefined, stop: () => undefined };
      },
      isReady: () => true,
      limits: LIMITS,
      pace: { pingMs: 1000, stopMs: 0 },
    },
  });
  apps.set(basePath, { app, links, ofReports, operations });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  certificate = await makeCertificate({ folder, called: 'proxy', host: HOST });
  await start('');
  await start('/greyoak');
}, 30_000);
afterAll(async () => {
  await closeApps();
  await remove(folder);
});

test('the proxies wait longer than a silent client takes to be pinged, and less than a connection stays open', () => {
  const secondsOf = (name: string) =>
    [...`${nginxAtRoot}${caddyAtRoot}`.matchAll(new RegExp(`${name} (\\d+)s`, 'g'))].map(([, s]) =>
      Number(s),
    );
  expect(secondsOf('proxy_read_timeout')).toEqual([expect.any(Number)]);
  for (const seconds of [...secondsOf('proxy_read_timeout'), ...secondsOf('proxy_send_timeout')])
    expect(seconds * 1000).toBeGreaterThan(2 * USUAL_PACE.pingMs);
  const [ofNginx, ofCaddy] = [secondsOf('keepalive_timeout'), secondsOf('keepalive')].flat();
  for (const seconds of [ofNginx, ofCaddy])
    expect(seconds * 1000).toBeLessThan(apps.get('')?.app.app.server.keepAliveTimeout ?? 0);
});

let variants = 0;
for (const { name, program, base, text } of VARIANTS) {
  const network = ++variants;
  describeWithProxy(program, name, () => {
    let proxy: WebProxy;
    let client: ProxyClient;
    let running: Running;
    beforeAll(async () => {
      const found = apps.get(base);
      if (found === undefined) throw new Error('expected a service');
      running = found;
      // What is pinged every 100 ms here is cut after 3 s without a ping.
      const quick = text.replaceAll(/(proxy_(?:read|send)_timeout) \d+s/g, '$1 3s');
      proxy = await startWebProxy({ program, text: quick, port: running.app.port, certificate });
      client = new ProxyClient(proxy, certificate);
    }, 30_000);
    afterAll(() => proxy.stop());

    /** The address of a client that no other test has. */
    const addressOf = (host: number) => `127.0.${network}.${host}`;
    const graphql = `${base}/graphql`;

    test('counts each caller by its address, whatever it says of itself', async () => {
      const spoofing = (k: number) => ({
        from: addressOf(1),
        headers: {
          'x-forwarded-for': `203.0.113.${k}`,
          forwarded: `for=203.0.113.${k}`,
          'x-real-ip': '1.1.1.1',
        },
      });
      const answers = [];
      for (let k = 0; k <= OPERATIONS_PER_MINUTE; k++)
        answers.push(await client.operation(graphql, '{ caller }', spoofing(k)));
      const ofAddress = { data: { caller: `ANONYMOUS ${addressOf(1)}` } };
      expect(answers.slice(0, -1)).toEqual(
        Array.from({ length: OPERATIONS_PER_MINUTE }, () => expect.objectContaining(ofAddress)),
      );
      expect(answers.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
      expect(await client.operation(graphql, '{ caller }', { from: addressOf(2) })).toMatchObject({
        data: { caller: `ANONYMOUS ${addressOf(2)}` },
      });
    });

    test('signs a page of its own in by a cookie for TLS', async () => {
      const headers = { origin: client.origin, 'x-greyoak': 'test', 'content-type': 'application/json' };
      const body = JSON.stringify({ query: 'mutation { signIn }' });
      const signedIn = await client.ask(graphql, { method: 'POST', headers, body, from: addressOf(3) });
      expect(signedIn.headers['set-cookie']).toEqual([
        expect.stringMatching(/^__Host-greyoak=goc_.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      ]);
      const { cookie } = running.app.sessions.make(`session${network}`);
      const asUser = { headers: { ...headers, cookie: `__Host-greyoak=${cookie}` } };
      expect(await client.operation(graphql, '{ caller }', asUser)).toMatchObject({
        data: { caller: expect.stringMatching(/^USER /) },
      });
    });

    test('leads to the playground, all of whose files are there', async () => {
      let page = `${base}/`;
      let answer = await client.ask(page);
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
      for (; answer.status >= 300 && answer.status < 400; answer = await client.ask(page))
        page = new URL(String(answer.headers.location), `${client.origin}${page}`).pathname;
      expect([page, answer.status]).toEqual([`${base}/playground`, 200]);
      const links = [...answer.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
      expect(links.length).toBeGreaterThan(2);
      for (const link of links) {
        const file = await client.ask(new URL(link, `${client.origin}${page}`).pathname);
        expect([link, file.status, file.headers['content-type']]).toEqual([
          link,
          200,
          expect.stringMatching(/javascript|css|svg/),
        ]);
      }
      expect(await client.operation(`${base}/health/ready`, '', { method: 'GET', body: '' })).toEqual({
        status: 'ready',
      });
    });

    test('keeps a silent socket open as long as it is pinged', async () => {
      const { ws, closed, messages } = client.socket(graphql);
      let pings = 0;
      ws.on('ping', () => pings++);
      await once(ws, 'open');
      ws.send(JSON.stringify({ type: 'connection_init' }));
      await eventually(() => messages.length > 0);
      // The longer of the timeouts above is over.
      if (name === 'nginx at the root') await eventually(() => pings > 3);
      expect(ws.readyState).toBe(ws.OPEN);
      ws.close();
      await closed;
    });

    test.each([
      ['/graphql/stream', 'text/event-stream'],
      ['/graphql', 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json'],
    ])('passes each result of %s on at once', async (path, accept) => {
      const { operations } = running;
      const before = operations.length;
      const answer = await client.open(`${base}${path}`, {
        method: 'POST',
        headers: { accept, 'content-type': 'application/json', origin: client.origin },
        body: JSON.stringify({ query: 'subscription { scoreChanged }' }),
        from: addressOf(4),
      });
      let received = '';
      answer.setEncoding('utf8').on('data', (piece) => (received += String(piece)));
      await eventually(() => operations.length > before);
      for (const value of ['first', 'second']) {
        operations[before].next({ scoreChanged: value });
        await eventually(() => received.includes(value));
      }
      operations[before].complete();
      await once(answer, 'end');
    });

    test('takes a mutation of MAX_MUTATION_BYTES', async () => {
      const send = (bytes: number) =>
        client.ask(graphql, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: 'mutation { signIn }' }).padEnd(bytes),
          from: addressOf(5),
        });
      const taken = await send(MAX_MUTATION_BYTES);
      expect([taken.status, taken.text]).toEqual([200, expect.stringContaining('"signIn":"none"')]);
      if (program === 'nginx') expect((await send(MAX_MUTATION_BYTES + 1)).status).toBe(413);
    });

    test('passes documents of 25 MB on', async () => {
      const send = (bytes: number) =>
        client.ask(`${base}/documents`, {
          method: 'POST',
          headers: { 'content-type': FORM_TYPE },
          body: 'a'.repeat(bytes),
          from: addressOf(6),
        });
      // Here the caller may not upload, as only the service knows.
      const { status, text: told } = await send(MOST_BODY);
      expect([status, told]).toEqual([403, expect.stringContaining('COMPANIES_WRITE')]);
      if (program === 'nginx') expect((await send(MOST_BODY + 1)).headers['x-request-id']).toBeUndefined();
    });

    test('passes the links of exports and reports on as they are', async () => {
      const until = new Date(Date.now() + 3_600_000);
      for (const link of [running.links.of('7', until), running.ofReports.of('8/HTML', until)]) {
        expect((await client.ask(link)).status).toBe(410);
        expect((await client.ask(link.replace(/signature=./, 'signature='))).status).toBe(403);
        await client.ask(link.replace('?', '%3F'));
      }
      if (program === 'nginx') {
        const logged = '/reports/8/HTML?expires=';
        await eventually(async () => (await readFile(proxy.accessLog, 'utf8')).includes(logged));
        expect(await readFile(proxy.accessLog, 'utf8')).not.toContain('signature');
      }
    });

    // The service removes its path once more.
    const twice = base === '' ? [] : [`${base}/metrics`];
    test.each(['/metrics', '/metrics?a', '/%6detrics', ...twice])('does not pass %s on', async (path) => {
      const answer = await client.ask(`${base}${path}`);
      // An answer of the service has an id.
      expect([answer.status, answer.headers['x-request-id']]).toEqual([404, undefined]);
    });

    test('sends clients from HTTP to HTTPS', async () => {
      const { statusCode, headers } = await client.askPlainly(`${base}/playground`);
      expect([301, 308]).toContain(statusCode);
      expect(headers.location).toMatch(new RegExp(`^https://${HOST}(:\\d+)?${base}/playground$`));
    });
  });
}
