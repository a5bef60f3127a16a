/** Each code of docs/errors.md is reached by a request, with its status, and tells nothing of the inside. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { createApi } from '../../src/api.js';
import type { Database } from '../../src/database/database.js';
import { ERROR_CODES, type ErrorCode } from '../../src/graphql/errorCodes.js';
import type { Services } from '../../src/graphql/context.js';
import { readSettings } from '../../src/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, SPLIT } from '../support/days/filledStore.js';
import {
  answerOf,
  apiOver,
  closeApis,
  get,
  post,
  type TestApi,
  type TestApiOptions,
} from '../support/http/api.js';
import { encodeId } from '../../src/graphql/ids.js';
import { USER_IDS } from '../../src/graphql/user/user.js';

/** What PostgreSQL, its client and the file system say: nothing of it may be shown. */
const SECRET = 'relation "bars" does not exist: SELECT close FROM bars /srv/greyoak/src/database/pool.ts';

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  folder = await temporaryFolder();
}, 60_000);
afterAll(async () => {
  await closeApis();
  await rm(folder, { recursive: true });
  await closeTestDatabases();
});

interface Case {
  readonly what: string;
  readonly code: ErrorCode;
  readonly status: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: TestApiOptions;
  readonly ask: (api: Pick<TestApi, 'app' | 'services'>) => Promise<LightMyRequestResponse>;
}

const QUERY = '{ method { name } }';
const stock = (fields: string) => `{ stock(ticker: "${SPLIT}") { ${fields} } }`;
const sha256Hash = createHash('sha256').update('{ never }').digest('hex');
const persistedQuery = { version: 1, sha256Hash };
const failing = () => Promise.reject(new Error(SECRET));
/** Each run comes to this. */
const recomputing = (run: () => Promise<never>): Services['recomputer'] => ({
  isKept: () => false,
  recompute: (runs) => runs.map(run),
});
const legacy = { headers: { accept: 'application/json' } };

const raw =
  (payload: string, contentType = 'application/json') =>
  ({ app }: Pick<TestApi, 'app'>) =>
    app.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': contentType }, payload });

const CASES: readonly Case[] = [
  { what: 'no GraphQL', code: 'GRAPHQL_PARSE_FAILED', status: 400, ask: (api) => post(api, '{ method') },
  {
    what: 'no GraphQL, of an older client',
    code: 'GRAPHQL_PARSE_FAILED',
    status: 200,
    ask: (api) => post(api, '{ method', legacy),
  },
  {
    what: 'an unknown field',
    code: 'GRAPHQL_VALIDATION_FAILED',
    status: 400,
    ask: (api) => post(api, '{ nothing }'),
  },
  {
    what: 'an unknown field, of an older client',
    code: 'GRAPHQL_VALIDATION_FAILED',
    status: 200,
    ask: (api) => post(api, '{ nothing }', legacy),
  },
  {
    what: 'a key that is not known',
    code: 'UNAUTHENTICATED',
    status: 401,
    ask: (api) => post(api, QUERY, { headers: { ...legacy.headers, authorization: 'Bearer gok_unknown' } }),
  },
  {
    what: 'a mutation by GET',
    code: 'BAD_REQUEST',
    status: 405,
    ask: (api) => get(api, 'mutation { rescore(input: {}) { id } }'),
  },
  {
    what: 'a subscription',
    code: 'GRAPHQL_VALIDATION_FAILED',
    status: 400,
    ask: (api) => post(api, 'subscription { scoreChanged { cursor } }'),
  },
  {
    what: 'two operations and no name',
    code: 'OPERATION_RESOLUTION_FAILURE',
    status: 400,
    ask: (api) => post(api, `query A ${QUERY} query B ${QUERY}`),
  },
  {
    what: 'an unknown operation',
    code: 'OPERATION_RESOLUTION_FAILURE',
    status: 400,
    ask: (api) => post(api, `query A ${QUERY}`, { operationName: 'B' }),
  },
  {
    what: 'an unknown hash',
    code: 'PERSISTED_QUERY_NOT_FOUND',
    status: 200,
    ask: (api) => post(api, undefined, { extensions: { persistedQuery } }),
  },
  {
    what: 'an unknown hash by GET',
    code: 'PERSISTED_QUERY_NOT_FOUND',
    status: 200,
    ask: (api) => get(api, undefined, { extensions: { persistedQuery } }),
  },
  {
    what: 'the hash of another document',
    code: 'BAD_REQUEST',
    status: 400,
    ask: (api) => post(api, QUERY, { extensions: { persistedQuery } }),
  },
  { what: 'no JSON', code: 'BAD_REQUEST', status: 400, ask: raw('{"query":') },
  { what: 'nothing', code: 'BAD_REQUEST', status: 400, ask: raw('') },
  { what: 'null', code: 'BAD_REQUEST', status: 400, ask: raw('null') },
  { what: 'a text', code: 'BAD_REQUEST', status: 400, ask: raw('"text"') },
  { what: 'an empty batch', code: 'BAD_REQUEST', status: 400, ask: raw('[]') },
  {
    what: 'a document that is no text',
    code: 'BAD_REQUEST',
    status: 400,
    ask: raw('{"query":{"kind":"Document"}}'),
  },
  {
    what: 'variables as a list',
    code: 'BAD_REQUEST',
    status: 400,
    ask: raw(`{"query":"${QUERY}","variables":[1]}`),
  },
  { what: 'a prototype', code: 'BAD_REQUEST', status: 400, ask: raw(`{"query":"${QUERY}","__proto__":{}}`) },
  {
    what: 'another type of content',
    code: 'BAD_REQUEST',
    status: 415,
    ask: raw('<query/>', 'application/xml'),
  },
  { what: 'plain text', code: 'BAD_REQUEST', status: 400, ask: raw(QUERY, 'text/plain') },
  {
    what: 'a type of answer that there is not',
    code: 'BAD_REQUEST',
    status: 406,
    ask: (api) => post(api, QUERY, { headers: { accept: 'text/html' } }),
  },
  {
    what: 'too large a body',
    code: 'BAD_REQUEST',
    status: 413,
    env: { MAX_BODY_BYTES: '1024' },
    ask: raw(JSON.stringify({ query: `# ${'x'.repeat(2000)}` })),
  },
  {
    what: 'a GET that another site may have sent',
    code: 'BAD_REQUEST',
    status: 400,
    ask: ({ app }) => app.inject({ url: '/graphql', query: { query: QUERY } }),
  },
  {
    what: 'variables of a GET that are no JSON',
    code: 'BAD_REQUEST',
    status: 400,
    ask: ({ app }) =>
      app.inject({
        url: '/graphql',
        query: { query: QUERY, variables: '{' },
        headers: { 'apollo-require-preflight': 'yes' },
      }),
  },
  {
    what: 'an address that cannot be read',
    code: 'BAD_REQUEST',
    status: 400,
    ask: ({ app }) => app.inject({ url: '/%c0%80' }),
  },
  {
    what: 'an unknown host',
    code: 'BAD_REQUEST',
    status: 400,
    env: { TRUSTED_HOSTS: 'api.example' },
    ask: (api) => post(api, QUERY, { headers: { host: 'evil.example' } }),
  },
  {
    what: 'no ticker, as a variable',
    code: 'BAD_USER_INPUT',
    status: 400,
    ask: (api) => post(api, 'query ($t: Ticker!) { stock(ticker: $t) { name } }', { variables: { t: '?' } }),
  },
  {
    what: 'a missing variable',
    code: 'BAD_USER_INPUT',
    status: 400,
    ask: (api) => post(api, 'query ($t: Ticker!) { stock(ticker: $t) { name } }'),
  },
  {
    what: 'no ticker, of an older client',
    code: 'BAD_USER_INPUT',
    status: 200,
    ask: (api) =>
      post(api, 'query ($t: Ticker!) { stock(ticker: $t) { name } }', { variables: { t: '?' }, ...legacy }),
  },
  {
    what: 'no date, in the document',
    code: 'BAD_USER_INPUT',
    status: 400,
    ask: (api) => post(api, '{ stocks(on: "2024-02-30") { totalCount } }'),
  },
  {
    what: 'too deep a document',
    code: 'BAD_USER_INPUT',
    status: 400,
    env: { MAX_DEPTH: '1' },
    ask: (api) => post(api, QUERY),
  },
  {
    what: 'too long a document',
    code: 'BAD_USER_INPUT',
    status: 400,
    env: { MAX_TOKENS: '3' },
    ask: (api) => post(api, QUERY),
  },
  {
    what: 'fragments without measure',
    code: 'BAD_USER_INPUT',
    status: 400,
    ask: (api) =>
      post(
        api,
        `{ method { ...F0 } } ${Array.from({ length: 20 }, (_, k) => `fragment F${k} on Method { ...F${k + 1} ...F${k + 1} }`).join(' ')} fragment F20 on Method { name }`,
      ),
  },
  {
    what: 'no cursor',
    code: 'BAD_USER_INPUT',
    status: 200,
    ask: (api) => post(api, '{ runs(after: "?") { totalCount } }'),
  },
  {
    what: 'too long a page',
    code: 'BAD_USER_INPUT',
    status: 200,
    ask: (api) => post(api, '{ method { name } stocks(first: 501) { totalCount } }'),
  },
  {
    what: 'another operation than listed',
    code: 'FORBIDDEN',
    status: 403,
    env: { PERSISTED_OPERATIONS: 'operations.json' },
    ask: (api) => post(api, QUERY),
  },
  {
    what: 'an unknown address',
    code: 'NOT_FOUND',
    status: 404,
    ask: ({ app }) => app.inject({ url: '/nothing' }),
  },
  {
    what: 'an outdated version of a user',
    code: 'CONFLICT',
    status: 409,
    ask: async (api) => {
      const { id } = await api.services.database.db
        .insertInto('users')
        .values({ email: `${randomUUID()}@example.com`, name: 'Asha', role: 'VIEWER' })
        .returning('id')
        .executeTakeFirstOrThrow();
      return post(api, 'mutation ($id: ID!) { deleteUser(id: $id, version: 9) { name } }', {
        variables: { id: encodeId(USER_IDS, id) },
      });
    },
  },
  {
    what: 'another method',
    code: 'BAD_REQUEST',
    status: 405,
    ask: ({ app }) => app.inject({ method: 'PUT', url: '/graphql' }),
  },
  {
    what: 'whatIf too often',
    code: 'RATE_LIMITED',
    status: 429,
    env: { WHAT_IF_PER_MINUTE: '1' },
    ask: (api) =>
      post(
        api,
        '{ a: whatIf(input: { mode: TRADER }) { methodHash } b: whatIf(input: { mode: TRADER }) { methodHash } }',
      ),
  },
  {
    what: 'too dear an operation',
    code: 'COST_EXCEEDED',
    status: 400,
    env: { MAX_COST: '3' },
    ask: (api) => post(api, '{ stocks { nodes { ticker } } }'),
  },
  {
    what: 'too few cost units',
    code: 'COST_EXCEEDED',
    status: 429,
    env: { COST_BUCKET: '1', COST_PER_SECOND: '1' },
    ask: async (api) => {
      // A unit each, and there is one, and another one after each second.
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, k) => post(api, `{ method { a${k}: name } }`)),
      );
      return answers.find(({ statusCode }) => statusCode !== 200) ?? answers[0];
    },
  },
  {
    what: 'a statement that takes too long',
    code: 'TIMEOUT',
    status: 504,
    env: { OPERATION_TIMEOUT_MS: '1' },
    options: { services: { recomputer: recomputing(() => new Promise(() => undefined)) } },
    ask: (api) => post(api, '{ whatIf(input: { mode: TRADER }) { methodHash } }'),
  },
  {
    what: 'a failure within a field',
    code: 'INTERNAL_SERVER_ERROR',
    status: 200,
    options: { services: { recomputer: recomputing(failing) } },
    ask: (api) => post(api, stock('score(mode: TRADER) { provenance { reproduced } }')),
  },
];

const documented = new Map(
  [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` +\| ([^|]+)\|/gm)].map(
    ([, code, status]) => [code, status],
  ),
);

async function envOf({ env = {} }: Case): Promise<Readonly<Record<string, string>>> {
  const name = env['PERSISTED_OPERATIONS'];
  if (name === undefined) return env;
  const file = join(folder, name);
  await writeFile(file, '{}');
  return { ...env, PERSISTED_OPERATIONS: file };
}

const usual = new Map<string, Promise<TestApi>>();

/** Cases that set nothing share one. */
async function apiFor(given: Case, NODE_ENV: string): Promise<TestApi> {
  if (given.env !== undefined || given.options !== undefined) {
    return apiOver(database, { ...(await envOf(given)), NODE_ENV }, given.options);
  }
  const api = usual.get(NODE_ENV) ?? apiOver(database, { NODE_ENV });
  usual.set(NODE_ENV, api);
  return api;
}

/** Code, status, request id and silence about the inside. */
function expectCoded(response: LightMyRequestResponse, code: ErrorCode, status: number): void {
  const { errors = [] } = answerOf(response);
  expect([response.statusCode, errors.map(({ extensions }) => extensions['code'])]).toEqual([status, [code]]);
  expect(documented.get(code)).toContain(String(status));
  expect(errors[0].extensions['requestId']).toBe(response.headers['x-request-id']);
  expect(response.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  expect(errors[0].message).toMatch(/\S/);
  expect(response.payload).not.toMatch(
    /stacktrace|\.[jt]s\b|node_modules|\/(srv|src|tmp|work|home|root)\/|SELECT|relation|pg_|"http"/,
  );
}

describe.each(['production', 'development'])('with NODE_ENV=%s', (NODE_ENV) => {
  test.each(CASES)('$what: $code, $status', async (given) => {
    const api = await apiFor(given, NODE_ENV);
    expectCoded(await given.ask(api), given.code, given.status);
  });

  test('whatever the server is not ready for is OVERLOADED', async () => {
    const settings = readSettings({ NODE_ENV, LOG_LEVEL: 'silent' });
    const { app } = await createApi({ settings, state: () => ({ phase: 'the database is being opened' }) });
    const response = await post({ app }, QUERY);
    expectCoded(response, 'OVERLOADED', 503);
    expect(response.headers['retry-after']).toBe('1');
    expect(answerOf(response).errors?.[0].message).toContain('the database is being opened');
    await app.close();
  });

  test('a failure before the operation is INTERNAL_SERVER_ERROR, and logged with the id', async () => {
    const api = await apiOver(database, { NODE_ENV });
    api.services.snapshots.newest = failing;
    const response = await post(api, QUERY);
    expectCoded(response, 'INTERNAL_SERVER_ERROR', 500);
    expectLogged(api, response);
  });

  test('a failure within the operation is logged with the id', async () => {
    const api = await apiOver(database, { NODE_ENV }, { services: { recomputer: recomputing(failing) } });
    const query = '{ whatIf(input: { mode: TRADER }) { methodHash } }';
    expectLogged(api, await post(api, query));
  });

  function expectLogged({ log }: TestApi, response: LightMyRequestResponse): void {
    const failures = log.lines().filter(({ level }) => level === 'error');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({
      requestId: response.headers['x-request-id'],
      err: { message: expect.stringContaining(SECRET) },
    });
  }
});

test('each code is reached', () => {
  // Of subscriptions: test/graphql/operation/startOperation.database.test.ts.
  const reached = new Set<string>([...CASES.map(({ code }) => code), 'OVERLOADED', 'CURSOR_EXPIRED']);
  expect([...reached].sort()).toEqual(Object.keys(ERROR_CODES).sort());
});

describe('the same request, however often it comes, gets the same error', () => {
  // Documents that come again are executed in another way.
  test.each(CASES.filter(({ env, code }) => env === undefined && code !== 'TIMEOUT'))(
    '$what',
    async (given) => {
      const api = await apiFor(given, 'test');
      const answers: unknown[] = [];
      for (let k = 0; k < 5; k++) {
        const response = await given.ask(api);
        const [error] = answerOf(response).errors ?? [];
        answers.push({ status: response.statusCode, code: error.extensions['code'], message: error.message });
      }
      const first = { status: given.status, code: given.code, message: expect.any(String) };
      expect(answers[0]).toEqual(first);
      expect(answers).toEqual(Array(5).fill(answers[0]));
    },
  );
});
