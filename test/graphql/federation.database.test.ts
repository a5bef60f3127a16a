/** The service as a subgraph of Apollo Federation 2: its SDL composes, and its entities are found by their keys. */
import { composeServices } from '@apollo/composition';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { planOperation } from '../../src/graphql/operation/operationPlan.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, SPLIT } from '../support/days/filledStore.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { operationOf } from '../support/graphql/operationOf.js';
import { dayServices } from '../support/days/dayServices.js';

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  services = await dayServices(database);
}, 60_000);

afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(closeTestDatabases);

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on Stock { ticker name score(mode: TRADER) { value } }
  ... on Sector { key name }
  ... on Score { id value stock { ticker } provenance { run { id } } }
} }`;
const ask = async (representations: unknown) =>
  execute(await createContext(services), ENTITIES, { representations });
const scoreId = (runId: number) => Buffer.from(`Score:${runId}:TRADER:${SPLIT}`).toString('base64url');

describe('the SDL', () => {
  const sdlOf = async () => {
    const { _service } = await dataOf(await createContext(services), '{ _service { sdl } }');
    return (_service as { sdl: string }).sdl;
  };

  test('has the keys of its entities, and nothing that a gateway adds', async () => {
    const sdl = await sdlOf();
    const keys = [...sdl.matchAll(/^type (\w+).* @key\(fields: "(\w+)"\)/gm)].map(([, type, key]) => [
      type,
      key,
    ]);
    expect(keys).toEqual([
      ['Score', 'id'],
      ['Sector', 'key'],
      ['Stock', 'ticker'],
    ]);
    expect(sdl).not.toMatch(/\b_(Any|Entity|Service|entities|service)\b/);
    // All that the schema describes is described there, too.
    expect(sdl).toContain('Symbol and exchange. It identifies the stock in all arguments.');
  });

  test('composes with a subgraph that adds to stocks, and has a PageInfo of its own', async () => {
    const other = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
      scalar Ticker
      type Query { notes: [Stock!]! }
      type Stock @key(fields: "ticker") { ticker: Ticker! note: String }
      type Score @key(fields: "id") { id: ID! comment: String }
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }`;
    const { errors, supergraphSdl = '' } = composeServices([
      { name: 'greyoak', url: 'http://localhost:4000/graphql', typeDefs: parse(await sdlOf()) },
      { name: 'notes', url: 'http://localhost:4001/graphql', typeDefs: parse(other) },
    ]);
    expect(errors).toBeUndefined();
    expect(supergraphSdl).toContain('@join__type(graph: GREYOAK, key: "ticker")');
  });
});

describe('entities', () => {
  test('are found by their keys, in their order, by one statement; null for each that is not there', async () => {
    const context = await createContext(services);
    const { _entities: found } = await dataOf(context, ENTITIES, {
      representations: [
        { __typename: 'Stock', ticker: SPLIT },
        { __typename: 'Score', id: scoreId(3) },
        { __typename: 'Sector', key: 'energy', name: 'is not read' },
        // Of a run that is no longer the current one.
        { __typename: 'Score', id: scoreId(2) },
        { __typename: 'Stock', ticker: SPLIT.toLowerCase() },
        { __typename: 'Stock', ticker: 'NOBODY.NS' },
        { __typename: 'Sector', key: 'nothing' },
        { __typename: 'Score', id: scoreId(99) },
      ],
    });
    const stock = {
      __typename: 'Stock',
      ticker: SPLIT,
      name: `New ${SPLIT}`,
      score: { value: expect.any(Number) },
    };
    const score = (runId: number) => ({
      __typename: 'Score',
      id: scoreId(runId),
      value: expect.any(Number),
      stock: { ticker: SPLIT },
      provenance: { run: { id: expect.any(String) } },
    });
    expect(found).toEqual([
      stock,
      score(3),
      { __typename: 'Sector', key: 'energy', name: 'Oil, gas, coal and power' },
      score(2),
      stock,
      null,
      null,
      null,
    ]);
    expect(context.reads.counts.statements).toBe(1);
  });

  test('are named by literals, too', async () => {
    const query = `query ($ticker: Ticker!) { _entities(representations: [{ __typename: "Stock", ticker: $ticker }]) {
      ... on Stock { ticker } } }`;
    expect(await dataOf(await createContext(services), query, { ticker: SPLIT })).toEqual({
      _entities: [{ ticker: SPLIT }],
    });
  });

  test.each<[unknown, string]>([
    [
      { __typename: 'Run', id: 'x' },
      'Expected __typename to be Stock, Sector, Score in a representation, got "Run"',
    ],
    [{ ticker: SPLIT }, 'got none: resolve other types by their own fields.'],
    [{ __typename: 'constructor' }, 'got "constructor"'],
    [{ __typename: ['Stock'], ticker: SPLIT }, 'got a list'],
    [
      { __typename: 'Stock' },
      'Expected ticker of a Stock to be a ticker such as "RELIANCE.NS" in a representation, got none',
    ],
    [{ __typename: 'Stock', ticker: 7 }, 'got 7: send the key as this API gave it.'],
    [{ __typename: 'Stock', ticker: 'A.XX' }, 'got "A.XX"'],
    [{ __typename: 'Stock', ticker: { $ne: '' } }, 'got an object'],
    [
      { __typename: 'Score', id: Buffer.from('Run:1').toString('base64url') },
      'Expected id of a Score to be the id',
    ],
    [
      { __typename: 'Sector', key: null },
      'Expected key of a Sector to be the key of a sector group in a representation, got null',
    ],
  ])('%j is null with an error, and the others are answered', async (representation, text) => {
    const { data, errors = [] } = await ask([representation, { __typename: 'Sector', key: 'energy' }]);
    expect(data?.['_entities']).toEqual([
      null,
      { __typename: 'Sector', key: 'energy', name: expect.any(String) },
    ]);
    expect(errors.map(({ message, path, extensions }) => [message, path, extensions])).toEqual([
      [expect.stringContaining(text), ['_entities', 0], { code: 'BAD_USER_INPUT' }],
    ]);
  });

  test.each<[unknown]>([[null], [[null]], [['Stock']], [[7]], [[[]]]])(
    'the representations %j are refused',
    async (representations) => {
      const { data, errors = [] } = await ask(representations);
      expect(data).toBeUndefined();
      expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    },
  );

  test('are at most 500, and each is charged for', async () => {
    const representations = (count: number) =>
      Array.from({ length: count }, () => ({ __typename: 'Stock', ticker: SPLIT }));
    const { errors = [] } = await ask(representations(501));
    expect(errors.map(({ message }) => message)).toEqual([
      'Expected at most 500 representations in one list, got 501: ask for the others in another list.',
    ]);
    const schema = buildGreyoakSchema();
    const plan = (count: number) =>
      planOperation(
        schema,
        operationOf(schema, 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', {
          r: representations(count),
        }),
      );
    // Two statements; each time an object with its type, and two rows, of which one may be a score's, or a refusal.
    expect([plan(1).cost, plan(500).cost]).toEqual([64, 1713]);
    // The scopes of the kinds that are named.
    expect([...plan(1).needs.keys()]).toEqual(['MARKET_READ']);
  });
});
