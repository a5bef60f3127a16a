/** A credential that does not count does not refuse an operation that needs none, and refuses all others as ever. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { rightsTo } from '../../../src/access/caller.js';
import { appWith, closeApps } from '../../support/http/app.js';
import { FakeKeys } from '../../support/http/fakeKeys.js';
import { secretSchema } from '../../support/http/secretSchema.js';

const BAD = `Bearer gok_${'x'.repeat(43)}`;
const BODY_LIMIT = 20_000;
const executed: string[] = [];
const keys = new FakeKeys();
let good: string;
let app: FastifyInstance;
let areKeysRead = true;

beforeAll(async () => {
  good = `Bearer ${keys.make('a', ['MARKET_READ'])}`;
  app = await appWith({
    schema: secretSchema((name) => executed.push(name)),
    access: {
      mode: () => 'closed',
      keys: () => (areKeysRead ? keys : null),
      anonymous: rightsTo(['SCORES_READ']),
    },
    isUpToDate: () => true,
    bodyLimit: BODY_LIMIT,
  });
});
afterAll(closeApps);
beforeEach(() => void executed.splice(0));

const accept = 'application/graphql-response+json';
const send = (query: string, authorization?: string, request: InjectOptions = {}) =>
  app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query, variables: { i: { email: 'a', password: 'hunter2hunter2' } } },
    ...request,
    headers: { accept, ...(authorization !== undefined && { authorization }), ...request.headers },
  });

const ENTER = 'mutation ($i: EnterInput!) { enter(input: $i) }';

test.each([
  ['one field', ENTER, ['enter']],
  ['an alias and __typename', 'mutation { __typename a: leave }', ['leave']],
  ['fragments', 'mutation { ...F } fragment F on Mutation { ... { leave } }', ['leave']],
  ['two fields', 'mutation ($i: EnterInput!) { leave enter(input: $i) }', ['leave', 'enter']],
])('an operation that needs none is executed without rights: %s', async (_, query, names) => {
  for (const authorization of [BAD, 'Bearer goa_x', 'nonsense']) {
    executed.splice(0);
    const response = await send(query, authorization);
    expect(response.statusCode).toBe(200);
    expect(Object.values(response.json<{ data: object }>().data)).toContain('ANONYMOUS ');
    expect(response.headers).toMatchObject({ 'x-greyoak-cache': 'miss', 'x-request-id': expect.any(String) });
    expect(executed).toEqual(names);
  }
});

test('a good credential counts', async () => {
  expect((await send('mutation { leave }', good)).json()).toMatchObject({
    data: { leave: 'API_KEY MARKET_READ' },
  });
});

test.each<[string, string, InjectOptions?]>([
  ['a query', '{ greeting }'],
  ['__typename alone', 'mutation { __typename }'],
  ['another mutation', 'mutation { write }'],
  ['another mutation beside it', 'mutation { leave write }'],
  ['another mutation that is skipped', 'mutation { leave write @skip(if: true) }'],
  ['a fragment with another one', 'mutation { leave ...F } fragment F on Mutation { write }'],
  ['a document that is not valid', 'mutation { leave nonsense }'],
  ['a document that cannot be parsed', 'mutation { leave'],
  ['a secret in the document', 'mutation { enter(input: { email: "a", password: "b" }) }'],
  [
    'another operation of the document',
    '',
    { payload: { query: 'query Q { greeting } mutation M { leave }', operationName: 'Q' } },
  ],
  ['no operation of the document', '', { payload: { query: 'query Q { greeting } mutation M { leave }' } }],
  ['an unknown hash', '', { payload: { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } } }],
  ['a batch', '', { payload: [{ query: 'mutation { leave }' }] }],
  ['a body that is no JSON', '', { payload: '{"query":', headers: { 'content-type': 'application/json' } }],
  ['a body of another type', '', { payload: 'mutation { leave }', headers: { 'content-type': 'text/xml' } }],
  ['a long body', `mutation { leave } #${'x'.repeat(BODY_LIMIT)}`],
  ['a GET', '', { method: 'GET', url: '/graphql?query=mutation{leave}', payload: '' }],
  [
    'an event stream',
    'mutation { leave }',
    { url: '/graphql/stream', headers: { accept: 'text/event-stream' } },
  ],
  ['a credential in the address', 'mutation { leave }', { url: '/graphql?access_token=abc' }],
  ['a token in the address', 'mutation { leave }', { url: `/graphql?x=goa_${'x'.repeat(43)}` }],
])('a bad credential refuses %s', async (_, query, request: InjectOptions = {}) => {
  const response = await send(query, BAD, request);
  expect(response.statusCode).toBe(401);
  expect(response.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'cache-control': 'no-store' });
  expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(executed).toEqual([]);
});

test('a bad credential neither reads nor fills what is kept for anonymous callers', async () => {
  const query = '{ rights }';
  for (const cache of ['miss', 'hit']) {
    const response = await send(query);
    expect(response.json()).toMatchObject({ data: { rights: 'SCORES_READ' } });
    expect(response.headers['x-greyoak-cache']).toBe(cache);
    expect((await send(query, BAD)).statusCode).toBe(401);
  }
});

test('keys that cannot be read refuse it', async () => {
  areKeysRead = false;
  try {
    expect((await send('mutation { leave }', BAD)).statusCode).toBe(503);
  } finally {
    areKeysRead = true;
  }
});
