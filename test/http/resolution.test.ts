/** Which operation a request asks for, with which variables: the same the first time as the fourth, for all that follows. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { formatError } from '../../src/graphql/errors.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { stubContext } from '../support/graphql/stubContext.js';
import { DAY } from '../support/days/day.js';
import { appWith, closeApps } from '../support/http/app.js';
import { answerOf, get, post, type Asked } from '../support/http/api.js';

const recorded: unknown[] = [];
const TICKERS = DAY.section.tickers;

let app: FastifyInstance;

beforeAll(async () => {
  app = await appWith({
    schema: buildGreyoakSchema(),
    isUpToDate: () => true,
    formatError: (formatted, error) => formatError(formatted, error, () => undefined),
    bodyLimit: 3_000,
    mutationBodyLimit: 60_000,
    contextOf: async (caller) => ({
      ...stubContext(),
      caller,
      rescores: {
        ...stubContext().rescores,
        recordBars: (rows) => {
          recorded.push(rows);
          return Promise.reject(new Error('not stored'));
        },
      },
    }),
  });
});

afterAll(closeApps);

const WAYS = { POST: post, GET: get };
const ways = Object.entries(WAYS);

const FIRST = 'query ($v: Int) { stocks(first: $v) { totalCount } }';
const NODES = 'query ($v: [ID!]!) { nodes(ids: $v) { id } }';
const WHAT_IF = 'query ($v: WhatIfInput!) { whatIf(input: $v) { methodHash } }';
const CONDITIONAL = 'subscription ($x: Boolean!) { scoreChanged @include(if: $x) { cursor } }';

interface Told {
  readonly status: number;
  readonly cache: unknown;
  readonly cost: number | undefined;
  readonly data: unknown;
  readonly errors: readonly (readonly [code: unknown, message: string])[];
}

function told(response: LightMyRequestResponse): Told {
  const { data, errors = [], extensions } = answerOf(response);
  return {
    status: response.statusCode,
    cache: response.headers['x-greyoak-cache'],
    cost: extensions?.cost?.requested,
    data,
    errors: errors.map((error) => [error.extensions['code'], error.message] as const),
  };
}

/** The same request four times, of which the third is compiled. */
async function fourTimes(way: typeof post, query: string, asked: Asked): Promise<readonly Told[]> {
  const answers: Told[] = [];
  for (let time = 0; time < 4; time++) answers.push(told(await way({ app }, query, asked)));
  return answers;
}

describe.each(ways)('by %s', (_, way) => {
  test.each<[what: string, variable: string, use: string, mayBeLeftOut: unknown]>([
    ['an argument', '$v: Mode = TRADER', 'stocks(mode: $v, first: 500) { nodes { ticker } }', 'TRADER'],
    [
      'a field of an input',
      '$v: Direction = ASC',
      'stocks(orderBy: { field: NAME, direction: $v }, first: 500) { nodes { ticker } }',
      'ASC',
    ],
    [
      'an item of a list',
      `$v: Ticker = "${TICKERS[0]}"`,
      'stocks(filter: { tickers: [$v] }, first: 500) { nodes { ticker } }',
      TICKERS[0],
    ],
    ['a condition', '$v: Boolean = true', 'stocks(first: 500) @include(if: $v) { nodes { ticker } }', true],
    ['an argument within a fragment', '$v: Mode = TRADER', '...F', 'TRADER'],
  ])('a null for %s is refused each time, and nothing of it is kept', async (_what, variable, use, value) => {
    const fragment =
      use === '...F' ? 'fragment F on Query { stocks(mode: $v, first: 500) { nodes { ticker } } }' : '';
    const query = `query (${variable}) { ${use} } ${fragment}`;
    const refusals = await fourTimes(way, query, { variables: { v: null } });
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ status: 200, cache: 'miss', data: null });
      expect(refusal.errors.map(([code]) => code)).toEqual(['BAD_USER_INPUT']);
    }
    const [left] = await fourTimes(way, query, { variables: {} });
    expect(left.errors).toEqual([]);
    // The connection and its book, the stocks.
    expect(left.cost).toBeGreaterThan(30);
    const given = told(await way({ app }, query, { variables: { v: value } }));
    expect([given.errors, given.cost]).toEqual([[], left.cost]);
    const again = told(await way({ app }, query, { variables: { v: null } }));
    expect(again).toMatchObject({ cache: 'miss', data: null });
  });

  test.each<[what: string, query: string, value: unknown, sentence: string]>([
    [
      'a null',
      'query ($v: Mode!) { stocks(mode: $v) { totalCount } }',
      null,
      'Variable "$v" of non-null type "Mode!" must not be null.',
    ],
    ['a text for a number', FIRST, '5', 'Int cannot represent non-integer value: "5"'],
    ['a part for a whole number', FIRST, 1.5, 'Int cannot represent non-integer value: 1.5'],
    [
      'a number for a text',
      'query ($v: String) { stocks(after: $v) { totalCount } }',
      5,
      'String cannot represent a non string value: 5',
    ],
    [
      'another word of an enum',
      'query ($v: Mode = TRADER) { stocks(mode: $v) { totalCount } }',
      'trader',
      'Value "trader" does not exist in "Mode" enum.',
    ],
    ['an item that is null', NODES, [null], 'Expected non-nullable type "ID!" not to be null.'],
    ['an item of another type', NODES, ['a', {}], 'ID cannot represent value: {}'],
    ['a field that is null', WHAT_IF, { mode: null }, 'Expected non-nullable type "Mode!" not to be null.'],
    ['a field that is left out', WHAT_IF, {}, 'Field "mode" of required type "Mode!" was not provided.'],
    [
      'a field of nothing',
      'query ($v: StockFilter) { stocks(filter: $v) { totalCount } }',
      { a: 1 },
      'Field "a" is not defined by type "StockFilter".',
    ],
  ])(
    '%s for a variable that does not take it is refused each time',
    async (_what, query, value, sentence) => {
      for (const answer of await fourTimes(way, query, { variables: { v: value } })) {
        expect(answer).toMatchObject({ status: 400, cache: 'miss', data: undefined });
        expect(answer.errors).toEqual([['BAD_USER_INPUT', expect.stringContaining(sentence)]]);
      }
    },
  );

  test('values that mean the same have one plan and one answer', async () => {
    const query =
      'query ($first: Int, $tickers: [Ticker!]) { stocks(first: $first, filter: { tickers: $tickers }) { totalCount } }';
    const [ticker] = TICKERS;
    const asked = [
      { first: 1, tickers: [ticker.replace('.NS', '')] },
      { first: 1.0, tickers: ticker.toLowerCase(), undeclared: { deep: [[null]] } },
    ];
    const [one, other] = await Promise.all(
      asked.map(async (variables) => told(await way({ app }, query, { variables }))),
    );
    expect(other.data).toEqual(one.data);
    expect([one.errors, other.errors, other.cost]).toEqual([[], [], one.cost]);
  });

  test.each<[what: string, query: string, operationName: string]>([
    ['no name, where there is one operation', '{ sectors { key } }', ''],
    ['no name, where the operation has one', 'query A { sectors { key } }', ''],
    ['no name, where there are several', 'query A { sectors { key } } query B { sectors { key } }', ''],
    ['another name', 'query A { sectors { key } }', 'B'],
    ['a name in other letters', 'query A { sectors { key } }', 'a'],
    ['the name of a fragment', 'query A { ...B } fragment B on Query { sectors { key } }', 'B'],
    ['a name of JavaScript', '{ sectors { key } }', 'constructor'],
    ['no name of a mutation', 'mutation { rescore(input: {}) { id } }', ''],
    [
      'another name, of a mutation',
      'mutation A { rescore(input: {}) { id } } query B { sectors { key } }',
      'C',
    ],
  ])('%s is no operation, each time', async (_what, query, operationName) => {
    for (const answer of await fourTimes(way, query, { operationName })) {
      expect(answer).toMatchObject({ status: 400, cache: 'miss', data: undefined });
      expect(answer.errors.map(([code]) => code)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    }
  });

  test('an operation is executed by its name, whatever else the document has', async () => {
    const query = `query A { sectors { key } } query B { method { name } }
      mutation M { rescore(input: {}) { id } }
      subscription S($x: Boolean!) { scoreChanged @include(if: $x) { cursor } }`;
    for (const answer of await fourTimes(way, query, { operationName: 'B' })) {
      expect(answer).toMatchObject({
        status: 200,
        data: { method: { name: expect.any(String) } },
        errors: [],
      });
    }
  });

  test.each<[what: string, query: string, variables: Readonly<Record<string, unknown>>]>([
    ['', 'subscription { scoreChanged { cursor } }', {}],
    [' with a condition', CONDITIONAL, { x: true }],
    [' with a condition that leaves it out', CONDITIONAL, { x: false }],
    [
      ' with a condition of its fragment',
      'subscription ($x: Boolean!) { ...F @skip(if: $x) } fragment F on Subscription { scoreChanged { cursor } }',
      { x: false },
    ],
  ])('a subscription%s is told where it can be sent', async (_what, query, variables) => {
    for (const answer of await fourTimes(way, query, { variables })) {
      expect(answer.status).toBe(400);
      expect(answer.errors).toEqual([
        ['GRAPHQL_VALIDATION_FAILED', expect.stringContaining('send it over a WebSocket')],
      ]);
    }
  });
});

test('an answer about the newest day is not immutable, whatever was asked before', async () => {
  const query = 'query ($on: Date = "2024-10-07") { bands(mode: TRADER, on: $on) { count } }';
  const controlOf = async (variables: Readonly<Record<string, unknown>>) =>
    String((await get({ app }, query, { variables })).headers['cache-control']);
  for (let time = 0; time < 4; time++) {
    expect(await controlOf({ on: null })).toBe('no-cache');
    expect(await controlOf({})).toContain('immutable');
    expect(await controlOf({ on: '2024-10-08' })).toBe('no-cache');
  }
});

test.each(ways)(
  'what changes without a commit is not kept, whatever was asked before, by %s',
  async (_, way) => {
    const query = 'query ($x: Boolean = false) { sectors { key } runs @include(if: $x) { totalCount } }';
    const cacheOf = async (variables: Readonly<Record<string, unknown>>) =>
      (await way({ app }, query, { variables })).headers['x-greyoak-cache'];
    for (let time = 0; time < 4; time++) {
      expect(await cacheOf({ x: null })).toBe('miss');
      expect(await cacheOf({ x: true })).toBe('miss');
      expect(await cacheOf({})).toBe(time === 0 ? 'miss' : 'hit');
    }
  },
);

describe('a request by POST', () => {
  const raw = async (body: object) =>
    told(
      await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      }),
    );

  test.each([[17], [true], [['A']], [{ name: 'A' }]])(
    'with %j for a name is refused',
    async (operationName) => {
      for (let time = 0; time < 4; time++) {
        const { status, errors } = await raw({ query: 'query A { sectors { key } }', operationName });
        expect([status, errors.map(([code]) => code)]).toEqual([400, ['BAD_REQUEST']]);
      }
    },
  );

  test('with null for a name asks for the only operation', async () => {
    const only = await raw({ query: 'query A { method { name } }', operationName: null });
    expect(only).toMatchObject({ status: 200, errors: [] });
    const several = await raw({
      query: 'query A { method { name } } query B { method { name } }',
      operationName: null,
    });
    expect(several.errors.map(([code]) => code)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  test.each([
    ['several anonymous operations', '{ method { name } } { sectors { key } }'],
    ['two operations of one name', 'query A { method { name } } query A { sectors { key } }'],
    [
      'a subscription of two fields',
      'subscription { scoreChanged { cursor } runProgress { id } } query A { method { name } }',
    ],
    [
      'a subscription of two fields, either of which may be left out',
      `subscription S($x: Boolean!) { scoreChanged @include(if: $x) { cursor } runProgress @skip(if: $x) { id } }
      query A { method { name } }`,
    ],
  ])('of %s is not valid', async (_, query) => {
    for (const operationName of [undefined, 'A']) {
      const { status, errors } = await raw({ query, ...(operationName && { operationName }) });
      expect(status).toBe(400);
      expect(new Set(errors.map(([code]) => code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    }
  });
});

describe('the limit of a body is that of the operation that is executed', () => {
  const LARGE = 'x'.repeat(10_000);
  const row = { ticker: 'A.NS', date: '2024-10-08', open: 1, high: 1, low: 1, close: 1, volume: 1 };
  const rows = Array.from({ length: 100 }, () => row);
  const DOCUMENT = `query Q { method { name } }
    mutation M($rows: [BarInput!]!) { recordBars(input: { rows: $rows }) { rows } }`;

  test.each<[what: string, query: string, asked: Asked]>([
    ['a query', '{ method { name } }', { variables: { LARGE } }],
    ['a query beside a mutation', DOCUMENT, { operationName: 'Q', variables: { LARGE } }],
    ['no operation beside a mutation', DOCUMENT, { operationName: '', variables: { LARGE } }],
    ['none of several operations', DOCUMENT, { variables: { LARGE } }],
    ['a document that is not valid', 'mutation M { nothing }', { variables: { LARGE } }],
    ['what is no document', 'mutation M {', { variables: { LARGE } }],
  ])('of %s', async (_, query, asked) => {
    const { status, errors } = told(await post({ app }, query, asked));
    expect([status, errors.map(([code]) => code)]).toEqual([413, ['BAD_REQUEST']]);
  });

  test('of a mutation beside a query, by its text and by its hash', async () => {
    const sha256Hash = createHash('sha256').update(DOCUMENT).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const asked = { operationName: 'M', variables: { rows } };
    recorded.length = 0;
    for (const query of [DOCUMENT, DOCUMENT, undefined]) {
      const { status } = told(await post({ app }, query, { ...asked, extensions }));
      expect(status).not.toBe(413);
    }
    expect(recorded).toHaveLength(3);
    const byHash = told(
      await post({ app }, undefined, { operationName: 'Q', variables: { LARGE }, extensions }),
    );
    expect(byHash.status).toBe(413);
  });
});
