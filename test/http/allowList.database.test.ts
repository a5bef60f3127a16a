/** Operations by their hash: those that callers made known, and those of a list. */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { callerAt } from '../../src/access/caller.js';
import type { OperationRequest } from '../../src/graphql/operation/operationRequest.js';
import type { Database } from '../../src/database/database.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, SPLIT } from '../support/days/filledStore.js';
import {
  answerOf,
  apiOver,
  closeApis,
  get,
  post,
  refusalOf,
  statementsOf,
  type TestApi,
} from '../support/http/api.js';

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  folder = await temporaryFolder();
}, 60_000);
afterEach(closeApis);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await closeTestDatabases();
});

const NAME = 'query Name($ticker: Ticker!) { stock(ticker: $ticker) { name } }';
const BANDS = 'query Bands { bands(mode: TRADER) { count } }';
const variables = { ticker: SPLIT };
const named = { stock: { name: `New ${SPLIT}` } };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hashed = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

/** Sends an operation as sockets and event streams do. Returns its result, or the codes and messages of its refusal. */
async function started({ startOperation }: TestApi, request: OperationRequest): Promise<unknown> {
  const sink = new RecordingSink();
  startOperation(request, callerAt('127.0.0.1'), sink);
  await eventually(() => sink.isComplete || sink.errors !== null);
  return sink.errors === null
    ? sink.results[0]['data']
    : sink.errors.map(({ message, extensions }) => `${String(extensions?.['code'])}: ${message}`);
}
const UNKNOWN = ['PERSISTED_QUERY_NOT_FOUND: PersistedQueryNotFound'];

describe('a hash over a socket or event stream', () => {
  test.each([[undefined], [null], ['']])(
    'stands for its document once that was sent, with query %j',
    async (query) => {
      const api = await apiOver(database);
      const byHash = { query, variables, extensions: hashed(NAME) };
      expect(await started(api, byHash)).toEqual(UNKNOWN);
      expect(await started(api, { ...byHash, query: NAME })).toEqual(named);
      expect(await started(api, byHash)).toEqual(named);
      // The other transport knows it, too.
      expect(answerOf(await post(api, undefined, { variables, extensions: hashed(NAME) })).data).toEqual(
        named,
      );
    },
  );

  test('is known after the document was sent over HTTP', async () => {
    const api = await apiOver(database);
    await post(api, NAME, { variables, extensions: hashed(NAME) });
    expect(await started(api, { variables, extensions: hashed(NAME) })).toEqual(named);
  });

  test('stands for a subscription', async () => {
    const api = await apiOver(database);
    const query = 'subscription ($after: ID) { scoreChanged(after: $after) { cursor } }';
    const expired = [expect.stringMatching(/^CURSOR_EXPIRED: /)];
    const request = { variables: { after: 'nonsense' }, extensions: hashed(query) };
    expect(await started(api, request)).toEqual(UNKNOWN);
    expect(await started(api, { ...request, query })).toEqual(expired);
    expect(await started(api, request)).toEqual(expired);
  });

  test.each<[string, OperationRequest]>([
    ['of another document', { query: BANDS, extensions: hashed(NAME) }],
    [
      'of another version',
      { query: BANDS, extensions: { persistedQuery: { version: 2, sha256Hash: sha256(BANDS) } } },
    ],
    ['that is no text', { extensions: { persistedQuery: { version: 1, sha256Hash: 5 } } }],
    ['that is missing', { extensions: { persistedQuery: {} } }],
    ['in another form', { query: BANDS, extensions: { persistedQuery: 'x' } }],
    ['beside what is no document', { query: 5, extensions: hashed(BANDS) }],
    ['nowhere', {}],
  ])('is refused: one %s', async (_name, request) => {
    const api = await apiOver(database);
    await started(api, { query: BANDS });
    await started(api, { query: NAME, variables });
    expect(await started(api, request)).toEqual([expect.stringMatching(/^BAD_REQUEST: Expected /)]);
  });

  test('does not open a way around the limits of documents', async () => {
    const api = await apiOver(database, { MAX_TOKENS: '20', MAX_ALIASES: '1' });
    for (const query of [
      `{ method { ${'name '.repeat(20)} } }`,
      '{ a: method { name } b: method { name } }',
    ]) {
      const request = { query, extensions: hashed(query) };
      expect(await started(api, request)).toEqual([expect.stringMatching(/^BAD_USER_INPUT: /)]);
      expect(await started(api, { extensions: hashed(query) })).toEqual(UNKNOWN);
    }
  });

  test('does not let a GET change anything', async () => {
    const api = await apiOver(database);
    const query = 'mutation { rescore(input: {}) { status } }';
    const isReadOnly = true;
    const refused = [expect.stringMatching(/^BAD_REQUEST: Expected a query or subscription by GET/)];
    expect(await started(api, { query, extensions: hashed(query), isReadOnly })).toEqual(refused);
    expect(await started(api, { extensions: hashed(query), isReadOnly })).toEqual(refused);
  });
});

describe('a hash', () => {
  test.each([
    ['POST', post],
    ['GET', get],
  ])('by %s stands for its document once that was sent', async (_, send) => {
    const api = await apiOver(database);
    const byHash = { variables, extensions: hashed(NAME) };
    const unknown = await send(api, undefined, byHash);
    expect(refusalOf(unknown)[1]).toBe('PERSISTED_QUERY_NOT_FOUND');
    // Apollo Client goes by this text, and sends the document then.
    expect(answerOf(unknown).errors?.[0].message).toBe('PersistedQueryNotFound');
    expect(unknown.headers['cache-control']).not.toMatch(/max-age/);
    expect(answerOf(await send(api, NAME, byHash)).data).toEqual(named);
    const known = await send(api, undefined, byHash);
    expect([answerOf(known).data, known.statusCode]).toEqual([named, 200]);
    expect((await send(api, undefined, byHash)).headers['x-greyoak-cache']).toBe('hit');
    // The other way knows it, too, and other variables give another answer.
    expect(answerOf(await get(api, undefined, byHash)).data).toEqual(named);
    expect(
      answerOf(await post(api, undefined, { ...byHash, variables: { ticker: 'NONE.NS' } })).data,
    ).toEqual({
      stock: null,
    });
  });

  test('is not taken for another document than its own', async () => {
    const api = await apiOver(database);
    expect(refusalOf(await post(api, BANDS, { extensions: hashed(NAME) }))).toEqual([400, 'BAD_REQUEST']);
    expect(refusalOf(await post(api, undefined, { extensions: hashed(NAME) }))[1]).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
    const version2 = { persistedQuery: { version: 2, sha256Hash: sha256(BANDS) } };
    expect(refusalOf(await post(api, BANDS, { extensions: version2 }))).toEqual([400, 'BAD_REQUEST']);
  });

  test('does not open a way around the limits of documents', async () => {
    const api = await apiOver(database, { MAX_TOKENS: '20', MAX_ALIASES: '1' });
    const long = `{ method { ${'name '.repeat(20)} } }`;
    const aliased = '{ a: method { name } b: method { name } }';
    for (const document of [long, aliased]) {
      const extensions = hashed(document);
      for (let k = 0; k < 2; k++)
        expect(refusalOf(await post(api, document, { extensions }))).toEqual([400, 'BAD_USER_INPUT']);
      expect(answerOf(await post(api, undefined, { extensions })).data).toBeUndefined();
    }
  });
});

describe('a server with a list of operations', () => {
  const listed = async () => {
    const file = join(folder, 'operations.json');
    await writeFile(file, JSON.stringify({ [sha256(NAME)]: NAME, [sha256(BANDS)]: BANDS }));
    return apiOver(database, { PERSISTED_OPERATIONS: file });
  };

  test.each([
    ['POST', post],
    ['GET', get],
  ])('executes them by %s, by hash and by text', async (_, send) => {
    const api = await listed();
    for (let k = 0; k < 2; k++) {
      expect(answerOf(await send(api, undefined, { variables, extensions: hashed(NAME) })).data).toEqual(
        named,
      );
      expect(answerOf(await send(api, NAME, { variables })).data).toEqual(named);
      expect(answerOf(await send(api, NAME, { variables, operationName: 'Name' })).data).toEqual(named);
    }
  });

  test('refuses all others, and does no work for them', async () => {
    const api = await listed();
    const unlisted = [
      '{ method { name } }',
      '{ runs { totalCount } }',
      `{ stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { close } } } }`,
      `${NAME} `,
      '{ __typename }',
      '{ __schema { queryType { name } } }',
      getIntrospectionQuery(),
      'mutation { rescore }',
      '{',
    ];
    const statements = await statementsOf(database, async () => {
      for (const query of unlisted) {
        for (const send of [post, get]) {
          const response = await send(api, query);
          expect(refusalOf(response)).toEqual([403, 'FORBIDDEN']);
          expect(answerOf(response).errors?.[0].extensions['requestId']).toBe(
            response.headers['x-request-id'],
          );
          expect(refusalOf(await send(api, undefined, { extensions: hashed(query) }))).toEqual([
            403,
            'FORBIDDEN',
          ]);
          // Neither does a listed hash carry another text in.
          expect(refusalOf(await send(api, query, { extensions: hashed(NAME) }))).toEqual([403, 'FORBIDDEN']);
        }
      }
      // By then whatever goes on behind an answer has reached the database.
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(statements).toBe(0);
    expect(api.log.lines().filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test.each([['null'], ['{}'], ['5'], ['"text"'], ['{"query":{}}'], ['{"extensions":{"persistedQuery":5}}']])(
    'refuses %s as a body',
    async (payload) => {
      const api = await listed();
      const headers = { 'content-type': 'application/json' };
      const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload });
      expect(refusalOf(response)).toEqual([403, 'FORBIDDEN']);
    },
  );

  test('refuses a list of them as a batch', async () => {
    const api = await listed();
    const payload = [{ query: BANDS }, { query: BANDS }];
    for (const list of [payload, []]) {
      const response = await api.app.inject({ method: 'POST', url: '/graphql', payload: list });
      expect(response.statusCode).toBe(400);
      expect(response.body).toContain('Expected one operation, got a batch');
    }
  });

  test('executes them over sockets and event streams, by hash and by text, and no others', async () => {
    const api = await listed();
    const refused = [expect.stringMatching(/^FORBIDDEN: Expected an operation of the list/)];
    for (const query of [undefined, null, '', NAME]) {
      expect(await started(api, { query, variables, extensions: hashed(NAME) })).toEqual(named);
    }
    expect(await started(api, { query: NAME, variables })).toEqual(named);
    expect(await started(api, { query: '{ method { name } }' })).toEqual(refused);
    expect(await started(api, { extensions: hashed('{ method { name } }') })).toEqual(refused);
    expect(await started(api, { query: '{ method { name } }', extensions: hashed(NAME) })).toEqual(refused);
    expect(await started(api, {})).toEqual(refused);
  });

  test.each([
    ['POST', post],
    ['GET', get],
  ])('refuses the hash of another one beside a text, by %s and over a socket', async (_, send) => {
    const api = await listed();
    const wrong = { extensions: hashed(NAME) };
    expect(refusalOf(await send(api, BANDS, wrong))).toEqual([400, 'BAD_REQUEST']);
    expect(await started(api, { query: BANDS, ...wrong })).toEqual([
      expect.stringMatching(/^BAD_REQUEST: Expected .* hash/),
    ]);
  });

  test('tells what is wrong with variables of a listed one', async () => {
    const api = await listed();
    const response = await get(api, undefined, { variables: { ticker: '?' }, extensions: hashed(NAME) });
    expect(refusalOf(response)).toEqual([400, 'BAD_USER_INPUT']);
    const [error] = answerOf(response).errors ?? [];
    expect(error.message).toContain('Expected a ticker');
  });
});

describe('a list that cannot be used keeps the server from starting', () => {
  test.each([
    ['is missing', null, 'cannot be read: it does not exist'],
    ['is no JSON', '{', 'is not JSON'],
    ['is a list', '[]', 'is wrong'],
    ['has another hash', JSON.stringify({ [sha256(BANDS)]: NAME }), sha256(NAME)],
    ['has what is no document', JSON.stringify({ [sha256('{')]: '{' }), 'cannot be parsed'],
    ['has an unknown field', JSON.stringify({ [sha256('{ nothing }')]: '{ nothing }' }), '"nothing"'],
  ])('it %s', async (what, text, problem) => {
    const file = join(folder, `${what.replaceAll(' ', '-')}.json`);
    if (text !== null) await writeFile(file, text);
    const starting = apiOver(database, { PERSISTED_OPERATIONS: file });
    await expect(starting).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(file),
    });
    await expect(starting).rejects.toThrow(problem);
  });
});
