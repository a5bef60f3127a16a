/** A service on a store that holds the synthetic sample. */
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { startService, type Service } from '../../src/main.js';
import { readSettings } from '../../src/settings.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { logOf } from '../support/http/app.js';
import { eventually } from '../support/time/eventually.js';

const QUERY = '{ stocks(mode: INVESTOR, first: 1) { nodes { ticker } } }';
const SAYS_SO = { extensions: { synthetic: true } };

let url: string;
const running: Service[] = [];

beforeAll(async () => {
  const database = await openTestDatabase('sample');
  url = String(database.pool.options.connectionString);
}, 120_000);
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});
afterAll(closeTestDatabases);

async function serviceWith(env: Readonly<Record<string, string>>) {
  const log = logOf();
  const settings = { PORT: '0', DATABASE_URL: url, AUTH_KEY: TEST_AUTH_KEY, LOG_LEVEL: 'info', ...env };
  const service = await startService(readSettings(settings), log.stream);
  running.push(service);
  return { service, log };
}

test('says with every answer that the market is synthetic: by POST and GET, kept, over sockets and streams', async () => {
  const { service } = await serviceWith({ ACCESS: 'open' });
  await service.ready;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: QUERY });
  const endpoint = `${service.url}/graphql`;
  const get = () => fetch(`${endpoint}?query=${encodeURIComponent(QUERY)}`, { headers });
  for (const answer of [await fetch(endpoint, { method: 'POST', headers, body }), await get()]) {
    expect(await answer.json()).toMatchObject(SAYS_SO);
  }
  // The jobs of a service that has just started may change the store once more.
  await eventually(async () => {
    const answer = await get();
    expect(await answer.json()).toMatchObject(SAYS_SO);
    return answer.headers.get('x-greyoak-cache') === 'hit';
  });

  const stream = await fetch(`${endpoint}/stream`, {
    method: 'POST',
    headers: { ...headers, accept: 'text/event-stream' },
    body,
  });
  const [, data] = /^data: ?(\{.*\})$/m.exec(await stream.text()) ?? [];
  expect(JSON.parse(data)).toMatchObject(SAYS_SO);

  const socket = new WebSocket(endpoint.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  const next = async () => JSON.parse(String(((await once(socket, 'message')) as [Buffer])[0])) as object;
  socket.send(JSON.stringify({ type: 'connection_init' }));
  expect(await next()).toMatchObject({ type: 'connection_ack' });
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }));
  expect(await next()).toMatchObject({ type: 'next', payload: SAYS_SO });
  socket.terminate();
}, 60_000);

test('refuses to serve it in production, unless SAMPLE is on', async () => {
  const production = { NODE_ENV: 'production', ACCESS: 'closed' };
  const { service } = await serviceWith(production);
  await expect(service.ready).rejects.toThrow(
    'Expected a real market, because NODE_ENV is production, got a store that holds the synthetic sample',
  );
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
  const { service: other } = await serviceWith({ ...production, SAMPLE: 'on' });
  await other.ready;
  expect((await fetch(`${other.url}/health/ready`)).status).toBe(200);
}, 60_000);

test('logs each reason of not being ready once, and that it stops, and why', async () => {
  const { service, log } = await serviceWith({ ACCESS: 'open' });
  const probe = () => fetch(`${service.url}/health/ready`);
  await Promise.all([probe(), probe(), probe()]);
  await service.ready;
  await Promise.all([probe(), probe()]);
  await Promise.all([service.stop('SIGTERM'), service.stop('SIGINT')]);
  const lines = log.lines();
  const of = (msg: string) => lines.filter((line) => line['msg'] === msg);
  expect(of('starting')).toMatchObject([{ version: '0.1.0', commit: 'unknown', role: 'all' }]);
  expect(new Set(of('not ready').map(({ reason }) => reason)).size).toBe(of('not ready').length);
  expect(of('stopping')).toMatchObject([{ cause: 'SIGTERM' }]);
  expect(of('stopped')).toMatchObject([{ ms: expect.any(Number) }]);
}, 60_000);
