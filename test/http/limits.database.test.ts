/** How much may be asked for, each limit at its bound and one beyond; and that what is refused does no work. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import type { Services } from '../../src/graphql/context.js';
import { PRICES } from '../../src/graphql/limits/prices.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, SPLIT, UNSCORED } from '../support/days/filledStore.js';
import {
  answerOf,
  apiOver,
  closeApis,
  get,
  pointsLeft,
  post,
  refusalOf,
  statementsOf,
  type Cost,
  type TestApi,
} from '../support/http/api.js';
import { times } from '../support/graphql/times.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(closeApis);
afterAll(closeTestDatabases);

/** Seven deep with one `previous`, and one deeper with each further one. */
const deep = (previous: number): string =>
  `{ stock(ticker: "${SPLIT}") { score(mode: TRADER) { ${'previous { '.repeat(previous)} value ${'} '.repeat(previous)} } } }`;

const closes = (count: number): string =>
  `{ stock(ticker: "${SPLIT}") { bars(first: 1) { nodes { ${'close '.repeat(count)} } } } }`;

const REFUSED: readonly [number, string] = [400, 'BAD_USER_INPUT'];

/** After this time, any work that continues after an answer has reached the database. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('a document', () => {
  test.each([
    ['depth', { MAX_DEPTH: '5' }, deep(2), deep(3)],
    [
      'aliases',
      { MAX_ALIASES: '3' },
      `{ ${times(3, (k) => `a${k}: method { name }`)} }`,
      `{ ${times(4, (k) => `a${k}: method { name }`)} }`,
    ],
    [
      'aliases within fragments',
      { MAX_ALIASES: '3' },
      `{ method { ...F } } fragment F on Method { ${times(3, (k) => `a${k}: name`)} }`,
      `{ method { ...F } } fragment F on Method { ${times(4, (k) => `a${k}: name`)} }`,
    ],
    [
      'root fields',
      { MAX_ROOT_FIELDS: '3' },
      `{ ${times(3, () => 'method { name }')} }`,
      `{ ${times(2, () => 'method { name }')} ...F } fragment F on Query { ${times(2, () => 'method { name }')} }`,
    ],
    [
      'directives',
      { MAX_DIRECTIVES: '4' },
      `{ method { ${times(4, () => 'name @include(if: true)')} } }`,
      `{ method { ${times(5, () => 'name @include(if: true)')} } }`,
    ],
    // 21 signs, names and values in addition to the repeated ones.
    ['tokens', { MAX_TOKENS: '30' }, closes(9), closes(10)],
  ])('has at most so many: %s', async (_, env, within, beyond) => {
    const api = await apiOver(database, env);
    const fine = await post(api, within);
    expect([fine.statusCode, answerOf(fine).errors]).toEqual([200, undefined]);
    const statements = await statementsOf(database, async () => {
      expect(refusalOf(await post(api, beyond))).toEqual(REFUSED);
      expect(refusalOf(await get(api, beyond))).toEqual(REFUSED);
      await settled();
    });
    expect(statements).toBe(0);
    expect(api.log.lines().filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('says what is expected, what the service got and what to do', async () => {
    const api = await apiOver(database, { MAX_DEPTH: '5' });
    expect(answerOf(await post(api, deep(3))).errors?.map(({ message }) => message)).toEqual([
      'Expected fields nested at most 5 deep, got 6: ask for the inner ones in an operation of their own.',
    ]);
  });
});

describe('a page', () => {
  test.each([
    ['stocks', (first: number) => `{ page: stocks(first: ${first}) { nodes { ticker } } }`],
    ['runs', (first: number) => `{ page: runs(first: ${first}) { nodes { id } } }`],
    [
      'bars',
      (first: number) => `{ page: stock(ticker: "${SPLIT}") { bars(first: ${first}) { nodes { close } } } }`,
    ],
    [
      'scores',
      (first: number) =>
        `{ page: stock(ticker: "${SPLIT}") { scores(mode: TRADER, first: ${first}) { nodes { value } } } }`,
    ],
    [
      'whatIf',
      (first: number) => `{ page: whatIf(input: { mode: TRADER, first: ${first} }) { stocks { value } } }`,
    ],
  ])('of %s has at most so many items', async (_, page) => {
    const api = await apiOver(database, { MAX_PAGE: '3' });
    expect(answerOf(await post(api, page(3))).errors).toBeUndefined();
    for (const first of [4, -1]) {
      const { errors = [] } = answerOf(await post(api, page(first)));
      expect(errors.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
        [expect.stringContaining(`0 to 3, got ${first}`), 'BAD_USER_INPUT'],
      ]);
    }
  });

  test('is as short as the longest one where none is asked for', async () => {
    const api = await apiOver(database, { MAX_PAGE: '3' });
    const { data } = answerOf(await post(api, '{ stocks { nodes { ticker } pageInfo { hasNextPage } } }'));
    expect(data).toMatchObject({ stocks: { nodes: { length: 3 }, pageInfo: { hasNextPage: true } } });
  });

  test('has 500 items where nothing else is set', async () => {
    const api = await apiOver(database);
    expect(answerOf(await post(api, '{ stocks(first: 500) { totalCount } }')).errors).toBeUndefined();
    expect(refusalOf(await post(api, '{ stocks(first: 501) { totalCount } }'))[1]).toBe('BAD_USER_INPUT');
  });
});

describe('a body', () => {
  test('has at most so many bytes', async () => {
    const api = await apiOver(database, { MAX_BODY_BYTES: '2048' });
    const sized = (bytes: number) => {
      const body = JSON.stringify({ query: '{ method { name } } #' });
      return body.replace('#', '#'.repeat(bytes - body.length + 1));
    };
    const send = (payload: string) =>
      api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload,
      });
    expect((await send(sized(2048))).statusCode).toBe(200);
    expect(refusalOf(await send(sized(2049)))).toEqual([413, 'BAD_REQUEST']);
  });
});

describe('an operation', () => {
  /** Points of reading a short document. */
  const MOST_READING = 60;
  const pageCost = async (api: TestApi, first: number): Promise<Cost> => {
    const { extensions } = answerOf(await post(api, `{ stocks(first: ${first}) { nodes { ticker } } }`));
    if (extensions?.cost === undefined) throw new Error('Expected the answer to tell its cost.');
    return extensions.cost;
  };

  test('costs at most so much', async () => {
    const { requested } = await pageCost(await apiOver(database), 20);
    const api = await apiOver(database, { MAX_COST: String(requested), COST_PER_SECOND: '1' });
    expect((await pageCost(api, 20)).requested).toBe(requested);
    const statements = await statementsOf(database, async () => {
      const response = await post(api, '{ stocks(first: 200) { nodes { ticker } } }');
      expect(refusalOf(response)).toEqual([400, 'COST_EXCEEDED']);
      expect(response.headers['retry-after']).toBeUndefined();
      const [error] = answerOf(response).errors ?? [];
      expect(error).toMatchObject({
        message: expect.stringContaining(`at most ${requested} cost units, got one of`),
        extensions: { limit: requested },
      });
      expect(error.extensions['cost']).toBeGreaterThan(requested);
      // Reading and planning it are charged all the same.
      expect(pointsLeft(response)).toBeLessThan(100_000 - PRICES.request - PRICES.document);
    });
    expect(statements).toBe(0);
  });

  test('that costs more than a full bucket never passes, and the error says so', async () => {
    const api = await apiOver(database, { COST_BUCKET: '200', COST_PER_SECOND: '1' });
    const response = await post(
      api,
      '{ stock(ticker: "A") { scores(mode: TRADER, first: 500) { nodes { value band date } } } }',
    );
    expect(refusalOf(response)).toEqual([400, 'COST_EXCEEDED']);
    expect(response.headers['retry-after']).toBeUndefined();
  });

  test('is given back what it did not cost', async () => {
    const api = await apiOver(database, { COST_BUCKET: '5000', COST_PER_SECOND: '1' });
    const queries = [
      '{ whatIf(input: { mode: TRADER }) { methodHash } }',
      `{ stock(ticker: "${SPLIT}") { bars { nodes { close } } fundamentals { pe } } }`,
      '{ stocks(first: 200) { nodes { ticker sector { key } } } }',
      '{ method { name } }',
    ];
    let left = 5000;
    let since = performance.now();
    for (const query of queries) {
      const asked = performance.now();
      const response = await post(api, query);
      const { requested, actual, bucket } = answerOf(response).extensions?.cost ?? {
        requested: 0,
        actual: 9,
        bucket: 0,
      };
      // A run that is computed again is not known before.
      const computed = query.includes('whatIf') ? 10 * 36 : 0;
      expect(actual).toBeGreaterThan(computed);
      expect(actual).toBeLessThanOrEqual(requested + computed);
      expect(bucket).toBe(5000);
      expect(pointsLeft(response)).toBeGreaterThanOrEqual(left - actual - MOST_READING);
      // A point comes back in a second; the header leaves out the fraction of one.
      const back = (performance.now() - since) / 1000 + 1;
      expect(pointsLeft(response)).toBeLessThanOrEqual(left - actual + back);
      left = pointsLeft(response);
      since = asked;
    }
    expect(left).toBeLessThan(4990);
  });

  test('that is refused by its resolvers is given back what it did not cost, too', async () => {
    const api = await apiOver(database, { COST_BUCKET: '5000', COST_PER_SECOND: '1' });
    const response = await post(api, '{ runs(after: "nothing", first: 400) { nodes { id } } }');
    expect(answerOf(response).errors?.[0].extensions['code']).toBe('BAD_USER_INPUT');
    // The statement, its rows and objects: 120 units that are given back.
    expect(pointsLeft(response)).toBeGreaterThanOrEqual(5000 - PRICES.request - MOST_READING);
  });
});

describe('a body', () => {
  const send = (api: TestApi, payload: string) =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload,
    });

  test.each([
    ['no JSON', '{"a": [' + '1, '.repeat(80_000)],
    ['a batch', '[' + '1, '.repeat(80_000) + '1]'],
    [
      'of variables that are not declared',
      `{"query": "{ __typename }", "variables": {"a": [${'1, '.repeat(80_000)}1]}}`,
    ],
  ])('is charged for its bytes, and no longer read without units: %s', async (_, payload) => {
    const least = Math.floor(payload.length / PRICES.receivedBytesPerUnit);
    const api = await apiOver(database, { COST_BUCKET: String(least + 60), COST_PER_SECOND: '1' });
    await send(api, payload);
    const asked = await post(api, '{ __typename }');
    expect(pointsLeft(asked)).toBeLessThan(60);
    // With a blank, because the answer to the same bytes may be kept.
    const refused = await send(api, `${payload} `);
    expect(refusalOf(refused)).toEqual([429, 'COST_EXCEEDED']);
  });

  test('is charged for the variables that do not fit', async () => {
    const api = await apiOver(database, { COST_BUCKET: '5000', COST_PER_SECOND: '1' });
    const variables = { tickers: Array.from({ length: 20_000 }, () => 1) };
    const query = 'query ($tickers: [Ticker!]) { stocks(filter: { tickers: $tickers }) { totalCount } }';
    const response = await post(api, query, { variables });
    expect(refusalOf(response)[1]).toContain('BAD_USER_INPUT');
    expect(pointsLeft(response)).toBeLessThan(5000 - 20_000 * PRICES.variable);
  });
});

test.each([
  [
    'variables',
    'query ($filter: StockFilter) { stocks(filter: $filter) { totalCount } }',
    {
      filter: {
        search: 'x'.repeat(100_000),
        ...Object.fromEntries(Array.from({ length: 50 }, (_, k) => [`a${k}`, 1])),
      },
    },
  ],
  ['a document', `{ ${times(50, () => 'x'.repeat(2_000))} }`, {}],
  ['an argument', `{ stocks(first: ${'9'.repeat(100_000)}) { totalCount } }`, {}],
])('an answer does not repeat what is wrong in full: %s', async (_, query, variables) => {
  const api = await apiOver(database);
  const response = await post(api, query, { variables });
  const { errors = [] } = answerOf(response);
  expect(errors.length).toBeGreaterThan(0);
  for (const { message } of errors) expect(message.length).toBeLessThan(1_100);
});

describe('what is hostile is refused before any resolver runs', () => {
  /** 2 to the power of `depth` names. */
  const spreadBomb = (depth: number) =>
    `{ method { ...F0 } } ${times(depth, (k) => `fragment F${k} on Method { ...F${k + 1} ...F${k + 1} }`)} fragment F${depth} on Method { name }`;

  test.each([
    ['directives', `{ method { name ${times(5000, () => '@include(if: true)')} } }`],
    ['unknown directives', `{ method { name ${times(5000, () => '@a')} } }`],
    ['aliases', `{ ${times(500, (k) => `a${k}: stocks(first: 500) { nodes { ticker } }`)} }`],
    ['a fragment within itself', '{ method { ...F } } fragment F on Method { name ...F }'],
    [
      'fragments within each other',
      '{ method { ...F } } fragment F on Method { ...G } fragment G on Method { name ...F }',
    ],
    ['spreads of spreads', spreadBomb(30)],
    ['too many spreads of spreads', spreadBomb(1000)],
    ['brackets', `{ method ${'{ a '.repeat(3000)}`],
    ['lists', `{ nodes(ids: ${'['.repeat(3000)}`],
    ['pages of pages', '{ a: stocks(first: 500) { nodes { bars(first: 500) { nodes { close } } } } }'],
    [
      'introspection of introspection',
      `{ __schema { types { ${'fields { type { '.repeat(60)} name ${'} } '.repeat(60)} } } }`,
    ],
  ])('%s', async (_, query) => {
    const touched: PropertyKey[] = [];
    const api = await apiOver(database, {}, { services: untouchable(touched) });
    const statements = await statementsOf(database, async () => {
      for (const response of [await post(api, query), await post(api, query)]) {
        expect(refusalOf(response)[0]).toBe(400);
        const { errors = [], data } = answerOf(response);
        expect(data).toBeUndefined();
        expect(errors.length).toBeGreaterThan(0);
        for (const { extensions } of errors) {
          expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'COST_EXCEEDED']).toContain(
            extensions['code'],
          );
        }
      }
    });
    expect([statements, touched]).toEqual([0, []]);
  });

  test('a batch', async () => {
    const touched: PropertyKey[] = [];
    const api = await apiOver(database, {}, { services: untouchable(touched) });
    const query = '{ sectors { stockCount } runs { totalCount } }';
    for (const body of [[{ query }, { query }], [{ query }], []]) {
      const response = await api.app.inject({ method: 'POST', url: '/graphql', payload: body });
      expect(response.statusCode).toBe(400);
      const told = [response.json() as unknown].flat();
      const refused = { errors: [{ extensions: { code: 'BAD_REQUEST' } }] };
      expect(told).toMatchObject(told.map(() => refused));
    }
    expect(touched).toEqual([]);
    // As a proof that the watch is awake.
    await post(api, query);
    expect(touched).not.toEqual([]);
  });

  /** What resolvers work with; each look at it is noted. */
  function untouchable(touched: PropertyKey[]): Partial<Services> {
    const watched = <Thing extends object>(thing: Thing): Thing =>
      new Proxy(thing, {
        get: (target, name) => {
          touched.push(name);
          return Reflect.get(target, name) as unknown;
        },
      });
    return {
      recomputer: watched({ isKept: () => true, recompute: () => [] }),
      rateLimits: watched({ take: () => Promise.resolve() }),
      database: { ...database, query: (...query) => (touched.push('query'), database.query(...query)) },
    };
  }
});

describe('what is asked for many times over', () => {
  test('is read once in an operation', async () => {
    const api = await apiOver(database, { CACHE_BYTES: '0' });
    const lookups = (count: number) =>
      `{ ${times(count, (k) => `a${k}: stock(ticker: "${SPLIT}") { name features { close } bars(first: 1) { nodes { close } } }`)} }`;
    let answer = answerOf(await post(api, lookups(1)));
    const one = await statementsOf(database, () => post(api, lookups(1)));
    const fifty = await statementsOf(database, async () => {
      answer = answerOf(await post(api, lookups(50)));
    });
    expect([one, fifty]).toEqual([1, 1]);
    expect(Object.values(answer.data ?? {})).toHaveLength(50);
    // Rows that were read: features, a bar, and two actions; once, not fifty times. Objects: four for each alias.
    expect(answer.extensions?.cost?.actual).toBeLessThan(50 * 4 + 10);
  });

  test('of different stocks is read with one statement', async () => {
    const api = await apiOver(database, { CACHE_BYTES: '0' });
    const tickers = [SPLIT, UNSCORED, 'S05.NS', 'S06.NS', 'S07.NS'];
    const query = `{ ${tickers.map((ticker, k) => `a${k}: stock(ticker: "${ticker}") { features { close } }`).join(' ')} }`;
    expect(await statementsOf(database, () => post(api, query))).toBe(1);
  });
});

describe('a body with a mutation', () => {
  const RECORD =
    'mutation ($rows: [BarInput!]!) { recordBars(input: { rows: $rows }) { inserted refused { rule } } }';
  const rows = (count: number) =>
    Array.from({ length: count }, (_, k) => ({
      ticker: `NOBODY${k}.NS`,
      date: '2024-10-08',
      open: 1234.55,
      high: 1250.05,
      low: 1201.15,
      close: 1249.95,
      volume: 1_234_567,
    }));

  test('may be larger: it takes 5,000 bars, and refuses one more', async () => {
    const api = await apiOver(database);
    const most = rows(5_000);
    expect(JSON.stringify(most).length).toBeGreaterThan(262_144);
    const { data } = answerOf(await post(api, RECORD, { variables: { rows: most } }));
    const { inserted, refused } = data?.['recordBars'] as { inserted: number; refused: { rule: string }[] };
    expect(inserted).toBe(0);
    expect(refused).toHaveLength(5_000);
    expect(new Set(refused.map(({ rule }) => rule))).toEqual(new Set(['UNKNOWN_TICKER']));
    expect(refusalOf(await post(api, RECORD, { variables: { rows: rows(5_001) } }))).toEqual([
      200,
      'BAD_USER_INPUT',
    ]);
  });

  test('has its own bound, and a query of that size is refused', async () => {
    const api = await apiOver(database, { MAX_MUTATION_BYTES: '600000' });
    expect(refusalOf(await post(api, RECORD, { variables: { rows: rows(5_000) } }))).toEqual([
      413,
      'BAD_REQUEST',
    ]);
    const variables = { rows: rows(3_000) };
    expect(refusalOf(await post(api, '{ method { name } }', { variables }))).toEqual([413, 'BAD_REQUEST']);
    expect(answerOf(await post(api, RECORD, { variables })).errors).toBeUndefined();
  });
});
