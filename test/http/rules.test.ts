/** The rules of a schema are kept by whatever way, transport and form an operation is sent. */
import { hash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSchema, GraphQLError } from 'graphql';
import { callerAt, rightsTo } from '../../src/access/caller.js';
import type { Scope } from '../../src/access/scopes.js';
import { applyPolicies } from '../../src/graphql/applyPolicies.js';
import { encodeId } from '../../src/graphql/ids.js';
import { inherited } from '../../src/graphql/inherited.js';
import { CostBuckets } from '../../src/graphql/limits/costBuckets.js';
import type { Policies } from '../../src/graphql/noun.js';
import { numberIds } from '../../src/graphql/numberIds.js';
import { createStartOperation } from '../../src/graphql/operation/createStartOperation.js';
import { Documents } from '../../src/graphql/operation/documents.js';
import { Operations } from '../../src/graphql/operation/operations.js';
import { SubscriptionMemory } from '../../src/graphql/operation/subscriptionMemory.js';
import { applyOwnedTypes } from '../../src/graphql/ownedTypes.js';
import { applyNodes } from '../../src/graphql/relay/applyNodes.js';
import { nodeKind } from '../../src/graphql/relay/nodeKind.js';
import { RELAY_POLICIES } from '../../src/graphql/relay/policies.js';
import { DocumentLimits } from '../../src/http/documentLimits.js';
import type { CallerOf } from '../../src/http/resolveCaller.js';
import { stubContext } from '../support/graphql/stubContext.js';
import { appWith, closeApps } from '../support/http/app.js';
import { connectAndInit, LIMITS } from '../support/http/liveApp.js';

const SCHEMA = `
  enum Extent { OWN EVERYBODY }
  interface Node { id: ID! }
  interface Named { name: String }
  type Note implements Node & Named { id: ID! name: String }
  type Secret implements Node & Named { id: ID! name: String }
  union Found = Note | Secret
  type Query {
    open: String
    sdl: String
    keys(ofEverybody: Boolean! = false, extents: [Extent!]): String
    wide(extents: [Extent!] = EVERYBODY): String
    named: Named
    found: Found
    note: Note
    secret: Secret
    me: Secret
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]
  }
  type Mutation { forget(ofEverybody: Boolean! = false): String }
  type Subscription { told(ofEverybody: Boolean! = false): String }
`;
const PUBLIC = { access: 'PUBLIC', freshness: 'COMMIT' } as const;
const EVERYBODYS = {
  ofEverybody: { true: 'KEYS_ADMIN' },
  extents: { EVERYBODY: 'EVERYBODYS_READ' },
} as const;
const { ofEverybody, extents } = EVERYBODYS;
const POLICIES: Policies = {
  'Query.open': PUBLIC,
  'Query.sdl': { ...PUBLIC, showsSchema: true },
  'Query.keys': { access: 'MARKET_READ', scopesOfArguments: EVERYBODYS, freshness: 'COMMIT' },
  'Query.wide': { access: 'PUBLIC', scopesOfArguments: { extents }, freshness: 'COMMIT' },
  'Query.named': PUBLIC,
  'Query.found': PUBLIC,
  'Query.note': PUBLIC,
  'Query.secret': PUBLIC,
  'Query.me': { ...PUBLIC, isOfCaller: true },
  'Query.node': RELAY_POLICIES['Query.node'],
  'Query.nodes': RELAY_POLICIES['Query.nodes'],
  'Mutation.forget': { access: 'MARKET_READ', scopesOfArguments: { ofEverybody }, freshness: 'VOLATILE' },
  'Subscription.told': { access: 'MARKET_READ', scopesOfArguments: { ofEverybody }, freshness: 'VOLATILE' },
  ...inherited('Node', ['id']),
  ...inherited('Named', ['name']),
  ...inherited('Note', ['id', 'name']),
  ...inherited('Secret', ['id', 'name']),
};
const NOTES = numberIds('Note');
const SECRETS = numberIds('Secret');
const [noteId, secretId] = [encodeId(NOTES, 1), encodeId(SECRETS, 1)];

/** What was read, in the order of reading. */
const read: string[] = [];

function rulesSchema() {
  const schema = buildSchema(SCHEMA);
  const note = { __typename: 'Note', id: noteId, name: 'a note' };
  const secret = { __typename: 'Secret', id: secretId, name: 'a secret' };
  const values: Record<string, unknown> = {
    named: secret,
    found: secret,
    note,
    secret,
    me: secret,
    node: note,
  };
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const [name, field] of Object.entries(type?.getFields() ?? {})) {
      field.resolve = () => {
        read.push(name);
        return values[name] ?? 'told';
      };
      field.subscribe = () => {
        read.push(name);
        throw new GraphQLError('subscribed', { extensions: { code: 'NOT_FOUND' } });
      };
    }
  }
  applyPolicies(schema, [POLICIES]);
  applyOwnedTypes(schema, [{ Secret: 'OWN_ACCOUNT' }]);
  applyNodes(schema, [
    nodeKind(NOTES, 'SCORES_READ', () => null),
    nodeKind(SECRETS, 'OWN_ACCOUNT', () => null),
  ]);
  return schema;
}

const schema = rulesSchema();
const callerOf: CallerOf = ({ socket, headers }) => ({
  ...callerAt(socket.remoteAddress ?? ''),
  rights: rightsTo(String(headers['x-scopes'] ?? '').split(' ') as Scope[]),
});

async function serve(introspection = true) {
  const documents = new Documents({ schema, rules: [], maxTokens: 1_000, hideSuggestions: !introspection });
  const operations = new Operations(schema, new CostBuckets({ capacity: 1e9, perSecond: 1e6 }), {
    maxCost: 1e9,
    maxEventCost: 1e9,
    introspection,
    maxAnswerBytes: 16_000_000,
    timeoutMs: 60_000,
  });
  const start = createStartOperation({
    schema,
    documents,
    operations,
    documentOf: ({ query }) => String(query),
    contextOf: async (caller) => ({ ...stubContext(), caller }),
    contextOfEvents: async () => stubContext(),
    cursor: () => 'cursor',
    onFailure: () => undefined,
    memory: new SubscriptionMemory({ variables: 1e6, ofCaller: 1e9, ofAll: 1e9 }),
  });
  const app = await appWith({
    schema,
    documents,
    documentLimits: new DocumentLimits(documents, null),
    operations,
    callerOf,
    isUpToDate: () => true,
    live: { start, isReady: () => true, limits: LIMITS },
  });
  return { app, port: Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port) };
}

let served: Awaited<ReturnType<typeof serve>>;
let hidden: typeof served;
beforeAll(async () => void ([served, hidden] = [await serve(), await serve(false)]));
beforeEach(() => void (read.length = 0));
afterAll(closeApps);

interface Sent {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string;
  readonly extensions?: object;
}

const ACCEPT = 'application/graphql-response+json';

function post(
  sent: Sent | Omit<Sent, 'query'> | readonly Sent[],
  scopes = '',
  accept = ACCEPT,
  { port } = served,
) {
  return fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', 'x-scopes': scopes },
    body: JSON.stringify(sent),
  });
}

function get({ query, variables = {} }: Sent, scopes = '', method = 'GET', { port } = served) {
  const address = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  return fetch(`http://127.0.0.1:${port}/graphql?${address.toString()}`, {
    method,
    headers: { accept: ACCEPT, 'apollo-require-preflight': 'yes', 'x-scopes': scopes },
  });
}

function stream(sent: Sent, scopes = '', { port } = served) {
  return fetch(`http://127.0.0.1:${port}/graphql/stream`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', 'x-scopes': scopes },
    body: JSON.stringify(sent),
  });
}

interface Refusal {
  readonly extensions: { readonly code: string; readonly coordinates: unknown; readonly scopes: unknown };
}

/** The only error of an answer, and what it says is missing. */
function missingIn({ errors = [] }: { readonly errors?: readonly Refusal[] }): object {
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  const [{ extensions }] = errors;
  return { coordinates: extensions.coordinates, scopes: extensions.scopes };
}

async function expectDenied(sent: Sent, scopes: string, missing: object): Promise<void> {
  // An operation is compiled when it is executed for the third time.
  for (let k = 0; k < 4; k++) {
    const answer = await post(sent, scopes);
    expect(answer.status).toBe(403);
    expect(missingIn((await answer.json()) as object)).toEqual(missing);
  }
  expect(read).toEqual([]);
}

async function expectAllowed(sent: Sent, scopes: string): Promise<void> {
  for (let k = 0; k < 4; k++) {
    const answer = await post(sent, scopes);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringMatching(/^\{"data":\{/)]);
  }
}

const OF_EVERYBODY = { coordinates: ['Query.keys(ofEverybody:)'], scopes: ['KEYS_ADMIN'] };

describe('a value of an argument that needs a scope', () => {
  const ways: readonly [string, string, Sent['variables'], object][] = [
    ['as it is written', '{ keys(ofEverybody: true) }', {}, OF_EVERYBODY],
    ['as a variable', 'query ($all: Boolean!) { keys(ofEverybody: $all) }', { all: true }, OF_EVERYBODY],
    [
      'as the default of a variable',
      'query ($all: Boolean! = true) { keys(ofEverybody: $all) }',
      {},
      OF_EVERYBODY,
    ],
    ['under an alias', '{ keys mine: keys(ofEverybody: true) }', {}, OF_EVERYBODY],
    ['in a fragment', '{ ...F } fragment F on Query { ... { keys(ofEverybody: true) } }', {}, OF_EVERYBODY],
    [
      'under a condition that holds',
      'query ($x: Boolean!) { keys(ofEverybody: true) @include(if: $x) @skip(if: false) }',
      { x: true },
      OF_EVERYBODY,
    ],
    [
      'as an item of a list',
      '{ keys(extents: [OWN, EVERYBODY]) }',
      {},
      { coordinates: ['Query.keys(extents:)'], scopes: ['EVERYBODYS_READ'] },
    ],
    [
      'as a list of one, by a variable',
      'query ($of: [Extent!]) { keys(extents: $of) }',
      { of: 'EVERYBODY' },
      { coordinates: ['Query.keys(extents:)'], scopes: ['EVERYBODYS_READ'] },
    ],
    [
      'as the default of the argument',
      '{ wide }',
      {},
      { coordinates: ['Query.wide(extents:)'], scopes: ['EVERYBODYS_READ'] },
    ],
    [
      'as the default of the argument, where the variable is left out',
      'query ($of: [Extent!]) { wide(extents: $of) }',
      {},
      { coordinates: ['Query.wide(extents:)'], scopes: ['EVERYBODYS_READ'] },
    ],
    [
      'in a mutation',
      'mutation ($all: Boolean!) { forget(ofEverybody: $all) }',
      { all: true },
      { coordinates: ['Mutation.forget(ofEverybody:)'], scopes: ['KEYS_ADMIN'] },
    ],
  ];

  test.each(ways)('is refused %s', async (_, query, variables, missing) => {
    await expectDenied({ query, variables }, 'MARKET_READ', missing);
  });

  test.each(ways)('is taken of a caller with the scope, %s', async (_, query, variables) => {
    await expectAllowed({ query, variables }, 'MARKET_READ KEYS_ADMIN EVERYBODYS_READ');
  });

  test.each<[string, string, Sent['variables']]>([
    ['another value', 'query ($all: Boolean!) { keys(ofEverybody: $all) }', { all: false }],
    ['the default', '{ keys }', {}],
    [
      'another value than the default',
      'query ($all: Boolean! = true) { keys(ofEverybody: $all) }',
      { all: false },
    ],
    ['a null', 'query ($of: [Extent!]) { keys(extents: $of) wide(extents: $of) }', { of: null }],
    ['a condition that does not hold', '{ open keys(ofEverybody: true) @skip(if: true) }', {}],
  ])('is not needed for %s', async (_, query, variables) => {
    await expectAllowed({ query, variables }, 'MARKET_READ');
  });

  test('is told from other values where the plan is kept', async () => {
    const query = 'query ($all: Boolean!) { keys(ofEverybody: $all) again: keys(ofEverybody: $all) }';
    for (let k = 0; k < 4; k++) {
      expect((await post({ query, variables: { all: false } }, 'MARKET_READ')).status).toBe(200);
      expect((await post({ query, variables: { all: true } }, 'MARKET_READ')).status).toBe(403);
      expect((await post({ query, variables: { all: true } }, 'MARKET_READ KEYS_ADMIN')).status).toBe(200);
    }
  });
});

describe('a type with an owner', () => {
  const needs = (...coordinates: readonly string[]) => ({ coordinates, scopes: ['OWN_ACCOUNT'] });

  test.each([
    ['by its field', '{ secret { name } }', needs('Query.secret')],
    ['by __typename alone', '{ secret { __typename } }', needs('Query.secret')],
    ['where all within it is left out', '{ secret { name @skip(if: true) } }', needs('Query.secret')],
    ['by an interface', '{ named { name } }', needs('Query.named')],
    [
      'by an interface with a type condition',
      '{ named { ... on Secret { name } } }',
      needs('Query.named', 'Secret.name'),
    ],
    ['by a union', '{ found { __typename } }', needs('Query.found')],
    ['by a condition on another type', '{ found { ... on Note { name } } }', needs('Query.found')],
    ['by its id', `{ node(id: "${secretId}") { id } }`, needs('Query.node')],
    ['by one of several ids', `{ nodes(ids: ["${secretId}"]) { id } }`, needs('Query.nodes')],
    [
      'by a type condition on a node of another type',
      `{ node(id: "${noteId}") { ... on Secret { __typename } } }`,
      needs('Secret.__typename'),
    ],
    [
      'by a fragment on a node of another type',
      `{ node(id: "${noteId}") { ...F } } fragment F on Secret { n: name }`,
      needs('Secret.name'),
    ],
  ])('is refused %s', async (_, query, missing) => {
    await expectDenied({ query }, 'SCORES_READ MARKET_READ', missing);
  });

  test('needs no scope where the caller itself is returned, or nothing can reach it', async () => {
    await expectAllowed(
      { query: '{ me { name ... on Secret { id } } note { name ... on Named { name } } }' },
      '',
    );
    await expectAllowed({ query: `{ node(id: "${noteId}") { id ... on Note { name } } }` }, 'SCORES_READ');
  });

  test('is never kept', async () => {
    for (const query of ['{ secret { name } }', '{ me { name } }', '{ found { __typename } }']) {
      for (let k = 0; k < 2; k++) {
        const { headers } = await post({ query }, 'OWN_ACCOUNT');
        expect(headers.get('x-greyoak-cache')).toBe('miss');
      }
    }
    await post({ query: '{ note { name } }' }, 'OWN_ACCOUNT');
    const { headers } = await post({ query: '{ note { name } }' }, 'OWN_ACCOUNT');
    expect(headers.get('x-greyoak-cache')).toBe('hit');
  });
});

test('a node of a variable id needs the scope of its kind, each time', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { id } }';
  for (let k = 0; k < 4; k++) {
    expect((await post({ query, variables: { id: noteId } }, 'SCORES_READ')).status).toBe(200);
    expect((await post({ query, variables: { id: secretId } }, 'SCORES_READ')).status).toBe(403);
    expect((await post({ query, variables: { id: noteId } }, 'OWN_ACCOUNT')).status).toBe(403);
  }
});

test('a refusal lists scopes and coordinates in a fixed order', async () => {
  const query = `{ wide secret { name } b: keys(ofEverybody: true) a: keys node(id: "${noteId}") { id } }`;
  await expectDenied({ query }, '', {
    coordinates: [
      'Query.keys',
      'Query.keys(ofEverybody:)',
      'Query.node',
      'Query.secret',
      'Query.wide(extents:)',
    ],
    scopes: ['EVERYBODYS_READ', 'KEYS_ADMIN', 'MARKET_READ', 'OWN_ACCOUNT', 'SCORES_READ'],
  });
});

describe('an operation that is refused', () => {
  const sent = {
    query: 'query ($all: Boolean!) { keys(ofEverybody: $all) }',
    variables: { all: true },
  };

  test('is refused by GET and HEAD', async () => {
    const answer = await get(sent, 'MARKET_READ');
    expect([answer.status, missingIn((await answer.json()) as object)]).toEqual([403, OF_EVERYBODY]);
    // No operation is executed by HEAD.
    expect((await get(sent, 'MARKET_READ KEYS_ADMIN', 'HEAD')).status).toBe(405);
    expect(read).toEqual([]);
    expect((await get(sent, 'MARKET_READ KEYS_ADMIN')).status).toBe(200);
  });

  test('is refused by its hash, whoever sent its text', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash('sha256', sent.query) } };
    expect((await post({ ...sent, extensions }, 'MARKET_READ KEYS_ADMIN')).status).toBe(200);
    read.length = 0;
    const answer = await post({ variables: sent.variables, extensions }, 'MARKET_READ');
    expect([answer.status, missingIn((await answer.json()) as object)]).toEqual([403, OF_EVERYBODY]);
    expect(read).toEqual([]);
  });

  test('is refused where its answer is kept for a caller with more rights', async () => {
    await post(sent, 'MARKET_READ KEYS_ADMIN');
    expect((await post(sent, 'MARKET_READ KEYS_ADMIN')).headers.get('x-greyoak-cache')).toBe('hit');
    expect((await post(sent, 'MARKET_READ')).status).toBe(403);
  });

  test('is refused within a batch, as all of it', async () => {
    expect((await post([{ query: '{ open }' }, sent], 'MARKET_READ')).status).toBe(400);
    expect(read).toEqual([]);
  });

  test('is told from the others of its document', async () => {
    const query = 'query Open { open } query Keys { keys(ofEverybody: true) } mutation Forget { forget }';
    expect((await post({ query, operationName: 'Open' })).status).toBe(200);
    read.length = 0;
    expect((await post({ query, operationName: 'Keys' }, 'MARKET_READ')).status).toBe(403);
    expect((await post({ query, operationName: 'Forget' })).status).toBe(403);
    expect(read).toEqual([]);
  });

  const told = 'subscription ($all: Boolean! = true) { told(ofEverybody: $all) }';
  const OF_SUBSCRIPTION = { coordinates: ['Subscription.told(ofEverybody:)'], scopes: ['KEYS_ADMIN'] };

  test('is refused over a socket, as query and as subscription', async () => {
    for (const [payload, missing] of [
      [sent, OF_EVERYBODY],
      [{ query: told }, OF_SUBSCRIPTION],
    ] as const) {
      const client = await connectAndInit(served, { headers: { 'x-scopes': 'MARKET_READ' } });
      client.send({ type: 'subscribe', id: '1', payload });
      const message = await client.next();
      const { payload: answered } = message as {
        readonly payload: readonly Refusal[] | { errors: Refusal[] };
      };
      const errors = 'errors' in answered ? answered.errors : answered;
      expect(missingIn({ errors })).toEqual(missing);
      client.ws.terminate();
    }
    expect(read).toEqual([]);
  });

  test('is refused over an event stream, and as parts', async () => {
    for (const payload of [sent, { query: told }]) {
      expect(await (await stream(payload, 'MARKET_READ')).text()).toContain('"code":"FORBIDDEN"');
    }
    const parts = await post({ query: told }, 'MARKET_READ', 'multipart/mixed;subscriptionSpec=1.0');
    expect(await parts.text()).toContain('"code":"FORBIDDEN"');
    expect(read).toEqual([]);
  });

  test('subscribes where the caller has the scopes', async () => {
    const client = await connectAndInit(served, { headers: { 'x-scopes': 'MARKET_READ KEYS_ADMIN' } });
    client.send({ type: 'subscribe', id: '1', payload: { query: told } });
    expect(await client.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(read).toEqual(['told']);
    client.ws.terminate();
  });
});

describe('a server that does not show its schema', () => {
  const ALL = 'MARKET_READ SCORES_READ';

  test.each([
    ['__schema', '{ open s: __schema { queryType { name } } }', ['Query.__schema']],
    ['__type', 'query { ...F } fragment F on Query { __type(name: "Note") { name } }', ['Query.__type']],
    ['a field that shows it', '{ sdl __schema { __typename } }', ['Query.__schema', 'Query.sdl']],
  ])('refuses %s over every transport', async (_, query, coordinates) => {
    const refused = { errors: [{ extensions: { code: 'FORBIDDEN', coordinates } }] };
    for (let k = 0; k < 4; k++) {
      expect(await (await post({ query }, ALL, ACCEPT, hidden)).json()).toMatchObject(refused);
    }
    const answer = await get({ query }, ALL, 'GET', hidden);
    expect([answer.status, await answer.json()]).toMatchObject([403, refused]);
    expect(await (await stream({ query }, ALL, hidden)).text()).toContain('"code":"FORBIDDEN"');
    const client = await connectAndInit(hidden, { headers: { 'x-scopes': ALL } });
    client.send({ type: 'subscribe', id: '1', payload: { query } });
    expect(JSON.stringify(await client.next())).toContain('"code":"FORBIDDEN"');
    client.ws.terminate();
    expect(read).toEqual([]);
  });

  test('tells __typename, and what is left out is not asked for', async () => {
    const query = '{ __typename note { __typename } __schema @skip(if: true) { __typename } }';
    const answer = await post({ query }, '', ACCEPT, hidden);
    expect(await answer.json()).toMatchObject({
      data: { __typename: 'Query', note: { __typename: 'Note' } },
    });
  });

  test('suggests no names in errors', async () => {
    const sent: readonly Sent[] = [
      { query: '{ noto { name } }' },
      { query: '{ note { nome } }' },
      { query: '{ keys(extent: OWN) }' },
      { query: '{ keys(extents: [OWNS]) }' },
      { query: 'query ($of: [Extents!]) { keys(extents: $of) }' },
      { query: 'query ($of: [Extent!]) { keys(extents: $of) }', variables: { of: 'OWNS' } },
    ];
    for (const one of sent) {
      expect(await (await post(one, ALL)).text()).toContain('Did you mean');
      const text = await (await post(one, ALL, ACCEPT, hidden)).text();
      expect(text).toContain('"errors"');
      expect(text).not.toContain('Did you mean');
      expect(await (await stream(one, ALL, hidden)).text()).not.toContain('Did you mean');
    }
  });
});

test('introspection needs no scope, and shows nothing but the schema', async () => {
  await expectAllowed({ query: '{ __schema { types { name } } __type(name: "Secret") { name } sdl }' }, '');
  expect(read).toEqual(['sdl']);
});
