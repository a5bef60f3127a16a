/** What sockets and event streams execute, without a database. */
import { describe, expect, test } from '@jest/globals';
import { callerAt } from '../../../src/access/caller.js';
import { CostBuckets } from '../../../src/graphql/limits/costBuckets.js';
import { createStartOperation } from '../../../src/graphql/operation/createStartOperation.js';
import { Documents } from '../../../src/graphql/operation/documents.js';
import { Operations } from '../../../src/graphql/operation/operations.js';
import { SubscriptionMemory } from '../../../src/graphql/operation/subscriptionMemory.js';
import type { OperationRequest } from '../../../src/graphql/operation/operationRequest.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { RecordingSink } from '../../support/graphql/recordingSink.js';
import { stubContext } from '../../support/graphql/stubContext.js';
import { eventually } from '../../support/time/eventually.js';

const schema = buildGreyoakSchema();
const MOST_OF_A_RESULT = 100;
const failures: unknown[] = [];

const start = createStartOperation({
  schema,
  documents: new Documents({ schema, rules: [], maxTokens: 1_000 }),
  operations: new Operations(schema, new CostBuckets({ capacity: 1e9, perSecond: 1e6 }), {
    maxCost: 1e9,
    maxEventCost: MOST_OF_A_RESULT,
    maxAnswerBytes: 16_000_000,
    timeoutMs: 60_000,
  }),
  documentOf: ({ query }) => String(query),
  contextOf: async () => stubContext(),
  contextOfEvents: async () => stubContext(),
  cursor: () => 'cursor',
  onFailure: (error) => failures.push(error),
  memory: new SubscriptionMemory({ variables: 1e6, ofCaller: 1e9, ofAll: 1e9 }),
});

/** The end of an operation: its only result, or its errors by their codes and messages. */
async function endOf(request: OperationRequest) {
  const sink = new RecordingSink();
  const running = start(request, callerAt('127.0.0.1'), sink);
  await eventually(() => sink.isComplete || sink.errors !== null);
  running.stop();
  const errors = sink.errors?.map(({ extensions, message }) => [extensions?.['code'], message]);
  return { results: sink.results, errors: errors ?? [] };
}

async function fourTimes(request: OperationRequest) {
  const ends = [];
  for (let time = 0; time < 4; time++) ends.push(await endOf(request));
  expect(failures).toEqual([]);
  return ends;
}

const EVENTS = 'scoreChanged(filter: { tickers: [$v] }) { cursor }';

describe('over a socket or an event stream', () => {
  test.each<[operationName: unknown, code: string]>([
    ['', 'OPERATION_RESOLUTION_FAILURE'],
    ['B', 'OPERATION_RESOLUTION_FAILURE'],
    ['constructor', 'OPERATION_RESOLUTION_FAILURE'],
    [17, 'BAD_REQUEST'],
    [['A'], 'BAD_REQUEST'],
  ])('an operation by the name %j is not found, each time', async (operationName, code) => {
    for (const query of ['query A { sectors { key } }', 'subscription A { scoreChanged { cursor } }']) {
      for (const { results, errors } of await fourTimes({ query, operationName })) {
        expect(results).toEqual([]);
        expect(errors).toEqual([[code, expect.any(String)]]);
      }
    }
  });

  test('null means the only operation', async () => {
    const [{ results }] = await fourTimes({ query: 'query A { method { name } }', operationName: null });
    expect(results).toMatchObject([{ data: { method: {} } }]);
  });

  test('a null where none is allowed is refused, each time', async () => {
    const query = 'query ($v: Mode = TRADER) { stocks(mode: $v) { totalCount } }';
    for (const { results } of await fourTimes({ query, variables: { v: null } })) {
      expect(results).toMatchObject([
        {
          data: null,
          errors: [
            {
              message: 'Argument "mode" of non-null type "Mode!" must not be null.',
              extensions: { code: 'BAD_USER_INPUT' },
            },
          ],
        },
      ]);
    }
  });

  test.each<[what: string, query: string, variables: object, message: RegExp]>([
    ['variables', `subscription ($v: Ticker!) { ${EVENTS} }`, { v: null }, /must not be null/],
    [
      'arguments',
      `subscription ($v: Ticker = "A") { ${EVENTS} }`,
      { v: null },
      /^Argument "filter" has invalid value/,
    ],
    [
      'conditions',
      'subscription ($v: Boolean = true) { scoreChanged @include(if: $v) { cursor } }',
      { v: null },
      /^Argument "if" of non-null type "Boolean!" must not be null/,
    ],
    [
      'conditions that leave all of it out',
      'subscription ($v: Boolean!) { scoreChanged @skip(if: $v) { cursor } }',
      { v: true },
      /all of it is skipped/,
    ],
  ])('a subscription is refused for its %s, each time', async (_, query, variables, message) => {
    for (const { results, errors } of await fourTimes({ query, variables })) {
      expect(results).toEqual([]);
      expect(errors).toEqual([['BAD_USER_INPUT', expect.stringMatching(message)]]);
    }
  });

  test('the limit of a result stays, whatever was refused before', async () => {
    const query = `subscription ($first: Int = 500) { scoreChanged { score { stock {
      scores(mode: TRADER, first: $first) { nodes { value } } } } } }`;
    const asked = { query, variables: { first: 'none' } };
    for (const { errors } of await fourTimes(asked))
      expect(errors.map(([code]) => code)).toEqual(['BAD_USER_INPUT']);
    for (const { errors } of await fourTimes({ query }))
      expect(errors.map(([code]) => code)).toEqual(['COST_EXCEEDED']);
  });
});
