/** What is served below the path of a proxy, whether the proxy passes the path on or removes it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { downloadLinks } from '../../src/exports/downloadLinks.js';
import { withoutBase } from '../../src/http/withoutBase.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { appWith, closeApps } from '../support/http/app.js';
import { connectAndInit } from '../support/http/liveApp.js';

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = await appWith({ basePath: '/greyoak' });
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as AddressInfo);
});
afterAll(closeApps);

const QUERY = '/graphql?query=%7Bgreeting%7D';

test.each(['/greyoak', ''])('answers operations, streams and probes below "%s"', async (base) => {
  const headers = { 'apollo-require-preflight': 'yes' };
  const answer = await app.inject({ url: `${base}${QUERY}`, headers });
  expect(answer.json()).toMatchObject({ data: { greeting: 'hello' } });
  const probes = await Promise.all(['live', 'ready'].map((name) => app.inject(`${base}/health/${name}`)));
  expect(probes.map((probe) => probe.json<unknown>())).toEqual([{ status: 'live' }, { status: 'ready' }]);
  const stream = await app.inject({
    url: `${base}/graphql/stream?query=subscription%7BscoreChanged%7D`,
    headers: { accept: 'text/event-stream' },
  });
  expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
});

test.each(['/greyoak', ''])('opens sockets below "%s"', async (base) => {
  const { ws, closed } = await connectAndInit({ port }, { path: `${base}/graphql` });
  ws.close();
  await closed;
});

test.each(['/greyoak', '/greyoak?tab=1', '/greyoak/', '/greyoak/playground/', '/', '/playground/'])(
  'leads from %s to the playground below the path',
  async (url) => {
    const { statusCode, headers } = await app.inject(url);
    expect([statusCode, headers.location]).toEqual([302, '/greyoak/playground']);
  },
);

test.each(['/greyoaks', '/greyoakgraphql', '/Greyoak/graphql', '/greyoak/greyoak/graphql', '/other/graphql'])(
  'serves nothing at %s',
  async (url) => {
    expect((await app.inject(url)).statusCode).toBe(404);
  },
);

test.each([
  ['/graphql', '', '/graphql'],
  ['/greyoak', '/greyoak', '/'],
  ['/greyoak?tab=1', '/greyoak', '/?tab=1'],
  [
    'http://scores.example.com/greyoak/graphql?a=/greyoak',
    '/greyoak',
    'http://scores.example.com/graphql?a=/greyoak',
  ],
  ['http://greyoak/graphql', '/greyoak', 'http://greyoak/graphql'],
  ['*', '/greyoak', '*'],
])('takes %s below "%s" for %s', (url, base, expected) => {
  expect(withoutBase(url, base)).toBe(expected);
});

test('is in the links of exports, which are signed without it', () => {
  const until = new Date('2026-11-29T00:00:00Z');
  const [below, root] = ['/greyoak', ''].map((base) => downloadLinks(testAuthKey, base).of('7', until));
  expect(root).toMatch(/^\/downloads\/exports\/7\?expires=1795910400&signature=/);
  expect(below).toBe(`/greyoak${root}`);
});
