/** What is secret among arguments comes from variables only, and is neither sent back, nor logged, nor kept. */
import { hash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { formatError } from '../../src/graphql/errors.js';
import { CostBuckets } from '../../src/graphql/limits/costBuckets.js';
import { maxAliases } from '../../src/graphql/limits/maxAliases.js';
import { maxRootFields } from '../../src/graphql/limits/maxRootFields.js';
import { createStartOperation } from '../../src/graphql/operation/createStartOperation.js';
import { Documents } from '../../src/graphql/operation/documents.js';
import { Operations } from '../../src/graphql/operation/operations.js';
import { SubscriptionMemory } from '../../src/graphql/operation/subscriptionMemory.js';
import { DocumentLimits } from '../../src/http/documentLimits.js';
import { keptAnswers } from '../../src/http/keptAnswers.js';
import { appWith, closeApps, logOf } from '../support/http/app.js';
import { connectAndInit, LIMITS, type SocketClient } from '../support/http/liveApp.js';
import { secretSchema } from '../support/http/secretSchema.js';
import { stubContext } from '../support/graphql/stubContext.js';

const SECRET = 'hunter2hunter2';
const executed: string[] = [];
const schema = secretSchema((name) => executed.push(name));
const documents = new Documents({ schema, rules: [maxAliases(30), maxRootFields(30)], maxTokens: 2_000 });
const log = logOf();
const answers = keptAnswers(1e6);
let app: FastifyInstance;
let port: number;
let socket: SocketClient;

beforeAll(async () => {
  const operations = new Operations(schema, new CostBuckets({ capacity: 1e9, perSecond: 1e6 }), {
    maxCost: 1e9,
    maxEventCost: 1e9,
    maxAnswerBytes: 16_000_000,
    timeoutMs: 60_000,
  });
  const documentLimits = new DocumentLimits(documents, null);
  const start = createStartOperation({
    schema,
    documents,
    operations,
    documentOf: (request) => documentLimits.documentOf(request, () => undefined),
    contextOf: async (caller) => ({ ...stubContext(), caller }),
    contextOfEvents: async () => stubContext(),
    cursor: () => 'cursor',
    onFailure: () => undefined,
    memory: new SubscriptionMemory({ variables: 1e6, ofCaller: 1e9, ofAll: 1e9 }),
  });
  app = await appWith({
    schema,
    documents,
    documentLimits,
    operations,
    answers,
    isUpToDate: () => true,
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    logger: { level: 'trace', stream: log.stream },
    live: { start, isReady: () => true, limits: LIMITS },
  });
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  socket = await connectAndInit({ port });
});
afterAll(closeApps);
beforeEach(() => void executed.splice(0));

async function ask(query: string, variables: unknown = {}, operationName?: string) {
  const headers = { accept: 'application/graphql-response+json' };
  const payload = { query, variables, ...(operationName !== undefined && { operationName }) };
  const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload });
  return {
    response,
    text: response.payload,
    errors: response.json<{ errors?: { message: string }[] }>().errors,
  };
}

let lastId = 0;

/** Sends an operation over the socket, and returns all that comes back. */
async function askSocket(query: string, variables: unknown): Promise<string> {
  socket.send({ id: String(++lastId), type: 'subscribe', payload: { query, variables } });
  const told: string[] = [];
  for (let isOpen = true; isOpen;) {
    const message = (await socket.next()) as { readonly type: string };
    told.push(JSON.stringify(message));
    isOpen = message.type === 'next';
  }
  return told.join();
}

/** Sends an operation to be answered by an event stream, and returns all of it. */
async function askStream(query: string, variables: unknown): Promise<string> {
  const stream = await fetch(`http://127.0.0.1:${port}/graphql/stream`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return stream.text();
}

const askLive = async (query: string, variables: unknown = {}): Promise<string[]> => [
  await askSocket(query, variables),
  await askStream(query, variables),
];

const ENTER = 'mutation Enter($input: EnterInput!) { enter(input: $input) }';
const REDEEM =
  'mutation ($t: String!, $p: String!, $note: String) { redeem(token: $t, password: $p, note: $note) }';
const GIVEN = { email: 'a@example.org', password: SECRET };

describe('a secret in a document', () => {
  const PASSWORD = 'Mutation.enter(input.password:)';
  const INPUT = `{ email: "a", password: "${SECRET}" }`;
  test.each<[string, string, string]>([
    ['as an argument', `mutation { redeem(token: "${SECRET}", password: "b") }`, 'Mutation.redeem(token:)'],
    [
      'beside a variable',
      `mutation ($t: String!) { redeem(token: $t, password: "${SECRET}") }`,
      'redeem(password:)',
    ],
    ['within an input', `mutation { enter(input: ${INPUT}) }`, PASSWORD],
    ['as a block', 'mutation { enter(input: { email: "a", password: """hunter2hunter2""" }) }', PASSWORD],
    ['as a name', `mutation { enter(input: { email: "a", password: ${SECRET} }) }`, PASSWORD],
    ['as a number', 'mutation { enter(input: { email: "a", password: 1234567890 }) }', PASSWORD],
    ['in a list', `mutation { enter(input: { email: "a", password: ["${SECRET}"] }) }`, PASSWORD],
    ['in a list of inputs', `mutation { enter(input: [${INPUT}]) }`, PASSWORD],
    ['in the place of an input', `mutation { enter(input: "${SECRET}") }`, 'Mutation.enter(input:)'],
    ['as a misspelt field', `mutation { enter(input: { passwrod: "${SECRET}" }) }`, 'Mutation.enter(input:)'],
    ['as a misspelt argument', `mutation { redeem(tokne: "${SECRET}") }`, 'Mutation.redeem(:)'],
    [
      'as a default',
      `mutation ($p: String! = "${SECRET}") { enter(input: { email: "a", password: $p }) }`,
      PASSWORD,
    ],
    ['in a default', `mutation ($i: EnterInput! = ${INPUT}) { enter(input: $i) }`, PASSWORD],
    ['under an alias', `mutation { a: enter(input: ${INPUT}) }`, PASSWORD],
    ['in a fragment', `mutation { ...F } fragment F on Mutation { enter(input: ${INPUT}) }`, PASSWORD],
    [
      'in a fragment that is not used',
      `{ greeting } fragment F on Mutation { enter(input: ${INPUT}) }`,
      PASSWORD,
    ],
    ['in an inline fragment', `mutation { ... on Mutation { enter(input: ${INPUT}) } }`, PASSWORD],
    ['beside @skip', `mutation { leave enter(input: ${INPUT}) @skip(if: true) }`, PASSWORD],
    ['in another operation', `query Q { greeting } mutation M { enter(input: ${INPUT}) }`, PASSWORD],
    ['in a query', `{ enter(input: ${INPUT}) }`, PASSWORD],
  ])('is refused %s, and not kept', async (_, query, coordinate) => {
    const { response, errors, text } = await ask(query, {}, query.includes('Q {') ? 'Q' : undefined);
    expect(response.statusCode).toBe(400);
    expect(errors).toEqual([
      {
        message: expect.stringContaining(coordinate),
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      },
    ]);
    const live = await askLive(query);
    for (const told of live) expect(told).toContain(coordinate);
    expect([text, ...live].join()).not.toMatch(/hunter2|1234567890/);
    expect(documents.known(hash('sha256', query))).toBeUndefined();
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash('sha256', query) } };
    const again = await app.inject({ method: 'POST', url: '/graphql', payload: { extensions } });
    expect(again.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(executed).toEqual([]);
    expect(JSON.stringify(log.lines())).not.toContain('hunter2');
  });

  test.each([
    ['the parser', `mutation { redeem(token "${SECRET}") }`],
    ['the parser, of a name', `mutation { redeem(token ${SECRET}) }`],
    ['the lexer', `mutation { enter(input: { password: "${SECRET} }) }`],
    ['validation', `mutation ($p: String!) { enter(input: { email: 'x, password: $p }) } # ${SECRET}`],
    [
      'validation of another value',
      `mutation ($p: String!) { enter(input: { email: ${SECRET}, password: $p }) }`,
    ],
    ['validation of a field', `mutation { Enter(input: { email: "a", password: "${SECRET}" }) }`],
  ])('is not told by %s, and its document is not kept', async (_, query) => {
    const { text, errors } = await ask(query);
    expect(errors?.length).toBeGreaterThan(0);
    expect(text).toContain('"locations"');
    expect([text, ...(await askLive(query))].join()).not.toContain('hunter2');
    expect(documents.parsed(query)).toBeNull();
    const read = documents.read(query);
    expect('kind' in read ? read : read.map(({ source, nodes }) => [source?.body, nodes])).not.toEqual(
      expect.arrayContaining([expect.arrayContaining([expect.stringContaining('hunter2')])]),
    );
  });

  test('may stand beside values that are none, and be null in the place of a variable', async () => {
    const query = 'mutation ($p: String!) { enter(input: { email: "a", password: $p, cookie: true }) }';
    expect((await ask(query, { p: SECRET })).errors).toBeUndefined();
    expect((await ask(ENTER, { input: GIVEN })).errors).toBeUndefined();
    expect(executed).toEqual(['enter', 'enter']);
  });

  test('is not kept with an answer to another operation of its document', async () => {
    const query = `query Q { greeting } ${ENTER}`;
    for (let k = 0; k < 2; k++) {
      const { response } = await ask(query, { input: GIVEN }, 'Q');
      expect(response.headers['x-greyoak-cache']).toBe('miss');
      expect(response.json()).toMatchObject({ data: { greeting: 'hello' } });
    }
  });
});

describe('an error about variables', () => {
  const at = (type: string, place: string) =>
    `Expected a value of type "${type}" at "${place}", got another one.`;
  test.each<[string, unknown, string]>([
    ['a number', { input: { ...GIVEN, password: 4815162342 } }, at('String!', '$input.password')],
    ['an object', { input: { ...GIVEN, password: { a: SECRET } } }, at('String!', '$input.password')],
    ['a list', { input: { ...GIVEN, password: [SECRET] } }, at('String!', '$input.password')],
    ['null', { input: { ...GIVEN, password: null } }, at('String!', '$input.password')],
    ['a neighbour', { input: { ...GIVEN, email: [SECRET] } }, at('String!', '$input.email')],
    ['another neighbour', { input: { ...GIVEN, times: SECRET } }, at('Int', '$input.times')],
    ['a misspelt field', { input: { ...GIVEN, passwrod: SECRET } }, at('EnterInput!', '$input')],
    ['a secret as a field', { input: { ...GIVEN, [SECRET]: 1 } }, at('EnterInput!', '$input')],
    ['a text in the place of the input', { input: SECRET }, at('EnterInput!', '$input')],
    ['a list in the place of the input', { input: [GIVEN] }, at('EnterInput!', '$input')],
    ['a huge text', { input: { ...GIVEN, times: SECRET.repeat(2_000) } }, at('Int', '$input.times')],
    ['nothing', {}, 'Expected a value of type "EnterInput!" for the variable "$input", got none.'],
    [
      'a field that is left out',
      { input: { email: SECRET } },
      'Expected a value of type "String!" for the field "password" of "$input", got none.',
    ],
  ])('shows no value: %s', async (_, variables, message) => {
    const { errors, text, response } = await ask(ENTER, variables);
    expect(response.statusCode).toBe(400);
    expect(errors).toContainEqual({
      message,
      locations: [{ line: 1, column: 16 }],
      extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    });
    const live = await askLive(ENTER, variables);
    for (const told of live) expect(told).toContain(JSON.stringify(message).slice(1, -1).slice(0, 30));
    expect([text, ...live].join()).not.toMatch(/hunter2|4815162342/);
  });

  test.each([SECRET, JSON.stringify(GIVEN), [SECRET], 4815162342])(
    'shows nothing of variables that are no object: %j',
    async (variables) => {
      const { text } = await ask(ENTER, variables);
      // A socket is closed for such a message.
      expect([text, await askStream(ENTER, variables)].join()).not.toMatch(/hunter2|4815162342/);
    },
  );

  test('shows the value to a document without secrets', async () => {
    const { errors } = await ask('mutation ($text: String) { write(text: $text) }', { text: 15 });
    expect(errors?.[0].message).toContain('15');
  });
});

test.each(['tell', 'fail'])('a resolver that would %s a secret does not', async (note) => {
  const { text, errors } = await ask(REDEEM, { t: 'token', p: SECRET, note });
  expect(errors).toHaveLength(1);
  expect(text).not.toContain(SECRET);
  expect(JSON.stringify(log.lines())).not.toContain(SECRET);
  const live = await askLive(REDEEM, { t: 'token', p: SECRET, note });
  expect(live.join()).not.toContain(SECRET);
});

test('a GET with a mutation executes nothing and shows nothing', async () => {
  const variables = JSON.stringify({ input: GIVEN });
  for (const url of ['/graphql', '/graphql/stream']) {
    const response = await app.inject({
      url,
      query: { query: ENTER, variables },
      headers: {
        'apollo-require-preflight': 'yes',
        accept: url === '/graphql' ? '*/*' : 'text/event-stream',
      },
    });
    expect(response.statusCode).toBe(405);
    expect(response.payload).not.toContain(SECRET);
  }
  expect(executed).toEqual([]);
  expect(JSON.stringify(log.lines())).not.toContain(SECRET);
});

describe('guesses', () => {
  const ask1 = (selections: string, head = 'mutation ($i: EnterInput!, $x: Boolean = false)') =>
    ask(`${head} { ${selections} }`, { i: GIVEN, t: SECRET });
  const aliased = Array.from({ length: 100 }, (_, k) => `a${k}: enter(input: $i)`).join(' ');
  test.each([
    ['by 100 aliases', aliased],
    ['by aliases', 'a: enter(input: $i) b: enter(input: $i) @include(if: $x)'],
    ['in inline fragments', 'enter(input: $i) ... @skip(if: $x) { b: enter(input: $i) }'],
    ['in a fragment', 'enter(input: $i) ...F } fragment F on Mutation { b: enter(input: $i) @skip(if: $x)'],
    ['of another kind', 'enter(input: $i) redeem(token: $t, password: $t) @skip(if: $x)'],
  ])('are one in an operation: %s', async (_, selections) => {
    const head = 'mutation ($i: EnterInput!, $x: Boolean = false, $t: String!)';
    const { errors } = await ask1(selections, selections.includes('$t') ? head : undefined);
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(
          /^Expected one field of .* at the root of an operation, got \d+: send each/,
        ),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(executed).toEqual([]);
  });

  test('may be selected twice where that is executed once', async () => {
    const { errors } = await ask(
      'mutation ($i: EnterInput!) { enter(input: $i) ...F leave } fragment F on Mutation { enter(input: $i) }',
      { i: GIVEN },
    );
    expect(errors).toBeUndefined();
    expect(executed).toEqual(['enter', 'leave']);
  });
});
