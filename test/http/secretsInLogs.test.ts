/** Nothing that proves who a caller is, and nothing that a request carries, gets into the log or into an answer. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { describeError, logging } from '../../src/http/logging.js';
import { appWith, closeApps, logOf } from '../support/http/app.js';
import { endRawClients, RawClient, requestOf } from '../support/network/rawClient.js';

const SECRET = 'Zk9qT7vX2mWc';
const KEY = `gok_${SECRET.padEnd(43, 'a')}`;

const log = logOf();
let port: number;

beforeAll(async () => {
  const app = await appWith({ logger: { level: 'trace', stream: log.stream }, trustedHosts: ['localhost'] });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(async () => {
  endRawClients();
  await closeApps();
});

const credentials = {
  Authorization: `Bearer ${KEY}`,
  Cookie: `__Host-greyoak=${SECRET}`,
  'Proxy-Authorization': `Basic ${SECRET}`,
};
const upgrade = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const asked = (query: string) =>
  JSON.stringify({ query, variables: { password: SECRET }, extensions: { token: SECRET } });
const json = { ...credentials, 'Content-Type': 'application/json' };
const sse = { ...credentials, Accept: 'text/event-stream' };

test.each([
  ['an operation', requestOf('/graphql', json, asked('{ greeting }'))],
  ['one that fails', requestOf('/graphql', json, asked('{ failure }'))],
  ['a document that does not fit', requestOf('/graphql', json, asked('{ nonsense }'))],
  ['a body that is no JSON', requestOf('/graphql', json, `{"password":"${SECRET}"`)],
  ['a body of another type', requestOf('/graphql', { ...json, 'Content-Type': 'text/xml' }, SECRET)],
  ['a GET', requestOf(`/graphql?query={greeting}&access_token=${SECRET}`, json)],
  ['an event stream', requestOf('/graphql/stream', { ...sse, ...json }, asked('{ greeting }'))],
  ['a stream by GET', requestOf(`/graphql/stream?query={failure}&variables={"t":"${SECRET}"}`, sse)],
  [
    'a stream of a page of another site',
    requestOf('/graphql/stream', { ...sse, Origin: 'https://a.example' }),
  ],
  ['a refused socket', requestOf(`/nowhere?token=${SECRET}`, { ...credentials, ...upgrade })],
  [
    'a broken handshake',
    requestOf(`/graphql?token=${SECRET}`, { ...credentials, ...upgrade, 'Sec-WebSocket-Version': '7' }),
  ],
  ['nothing', requestOf(`/nowhere?token=${SECRET}`, credentials)],
  ['an address that cannot be parsed', requestOf(`/%zz?token=${SECRET}`, credentials)],
  ['another host', requestOf('/graphql', { ...credentials, Host: 'evil.example' })],
  ['a key as an address', requestOf(`/gok_${SECRET}`, credentials)],
  ['a key as the id of a request', requestOf('/graphql', { 'X-Request-Id': `gok_${SECRET}` })],
  ['a key as a host', requestOf('/graphql', { Host: `gok_${SECRET}` })],
  ['a key as a media type', requestOf('/graphql', { ...json, 'Content-Type': `gok_${SECRET}` }, '{}')],
  ['TRACE', requestOf('/graphql', credentials).replace('GET', 'TRACE')],
  ['an unknown method', requestOf('/graphql', credentials).replace('GET', 'NONSENSE')],
  ['an unknown expectation', requestOf('/graphql', { ...json, Expect: 'x' }, asked('{ greeting }'))],
])('%s leaves no secret', async (_what, request) => {
  const client = await RawClient.connect(port);
  client.send(request);
  const answer = await client.answers(1);
  client.socket.destroy();
  await client.closed;
  expect(answer).not.toContain(SECRET);
  expect(JSON.stringify(log.lines())).not.toContain(SECRET);
});

describe('a line of the log', () => {
  /** Returns what is logged of some fields. */
  async function lineOf(fields: Record<string, unknown>): Promise<Record<string, unknown>> {
    const own = logOf();
    const app = fastify(logging({ level: 'info', stream: own.stream }));
    app.log.info(fields, 'told');
    await app.close();
    return own.lines()[0];
  }

  test.each([
    'authorization',
    'cookie',
    'set-cookie',
    'proxy-authorization',
    'password',
    'newPassword',
    'secret',
    'token',
    'refreshToken',
  ])('hides %s, also among headers and variables', async (name) => {
    const held = { [name]: SECRET, other: 1 };
    const hidden = { [name]: '[redacted]', other: 1 };
    expect(await lineOf({ ...held, headers: held, variables: held })).toMatchObject({
      ...hidden,
      headers: hidden,
      variables: hidden,
    });
  });

  test('has the path of a request, without its query string and headers', async () => {
    const req = { method: 'GET', url: `/graphql?token=${SECRET}`, headers: { 'x-other': SECRET } };
    expect((await lineOf({ req }))['req']).toEqual({ method: 'GET', path: '/graphql' });
  });
});

test.each([
  [`got "Bearer ${KEY}"`, 'got "Bearer [redacted]"'],
  [`basic ${SECRET}== is unknown`, 'basic [redacted] is unknown'],
  [`the key ${KEY} is unknown`, 'the key gok_[redacted] is unknown'],
  [
    `cannot reach postgres://greyoak:${SECRET}@db:5432/greyoak`,
    'cannot reach postgres://greyoak:[redacted]@db:5432/greyoak',
  ],
  [`a ${KEY.replace('gok_', 'goa_')}.`, 'a goa_[redacted].'],
  [`gor_12.3.${SECRET}-_x is used`, 'gor_[redacted] is used'],
  [`__Host-greyoak=goc_${SECRET}; a=b`, '__Host-greyoak=[redacted]; a=b'],
  [`greyoak_8080=${SECRET}`, 'greyoak_8080=[redacted]'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
])('the message of an error has no credentials: %s', (message, told) => {
  const described = describeError(new Error(message));
  expect(described.message).toBe(told);
  expect(described.stack).not.toContain(SECRET);
});
