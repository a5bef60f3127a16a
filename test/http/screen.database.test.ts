/** The screen over HTTP: what it reads, what it costs, and filters that are too large. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { answerOf, apiOver, closeApis, post, type TestApi } from '../support/http/api.js';

let database: Database;
let api: TestApi;
/** Scored days, the newest first. */
let days: readonly string[];

beforeAll(async () => {
  database = await openTestDatabase('sample');
  api = await apiOver(database);
  const { rows } = await database.pool.query<{ day: string }>(
    `SELECT day FROM served_days WHERE mode = 'INVESTOR' ORDER BY day DESC LIMIT 4`,
  );
  days = rows.map(({ day }) => day);
}, 120_000);
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

/** Counts statements of this process. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls.length;
  } finally {
    query.mockRestore();
  }
}

const FIELDS = `[SCORE WEIGHTED PENALTY CONFIDENCE RANK FUNDAMENTALS TECHNICALS QUALITY COVERAGE DISTANCE_PLEDGE_CAP
  CLOSE DAY_CHANGE VOLUME DMA200 RSI14 RETURN_126D PE ROE_3Y MARKET_CAP_CR PROMOTER_PCT]`;
/** A table of 500 stocks with 20 numbers, indicators and figures; the alias makes it another document. */
const table = (alias: string): string => `query ($on: Date!, $filter: StockFilter) {
  ${alias}: stocks(on: $on, first: 500, filter: $filter, orderBy: { field: RETURN_126D, direction: DESC }) {
    totalCount
    edges {
      node { ticker name }
      score { value band }
      values(fields: ${FIELDS}) { field value sectorMedian }
      features { close barDate dma20 dma50 dma200 rsi14 high52w low52w return21d return63d return126d sigma20 volumeRatio }
      fundamentals { pe evEbitda roe3y roce3y epsCagr3y salesCagr3y earningsYield bookYield periodEnd publishedOn }
    }
  }
}`;
const FIVE = {
  where: [
    { field: 'SCORE', is: 'AT_LEAST', value: 1 },
    { field: 'CLOSE', is: 'ABOVE', than: 'LOW_52W', factor: 0.5 },
    { field: 'PE', is: 'ABOVE', thanSectorMedian: true, factor: 0.1 },
    { field: 'RETURN_21D', is: 'KNOWN' },
    { field: 'CONFIDENCE', is: 'ABOVE', value: 0 },
  ],
};

const OF_BOOK = 1;
/** The timeout and its end, the batch of the figures, the ids of stocks, and the indicators. Figures are kept for all days. */
const OF_MARKET = 5;
/** The figures and actions of all companies, with the ids of stocks and the sessions. */
const OF_FACTS = 8;

interface Table {
  readonly totalCount: number;
  readonly edges: readonly { readonly values: readonly unknown[]; readonly fundamentals: unknown }[];
}

async function tableOn(on: string, alias: string): Promise<Table> {
  const response = await post(api, table(alias), { variables: { on, filter: FIVE } });
  const { data, errors } = answerOf(response);
  expect([response.statusCode, errors]).toEqual([200, undefined]);
  const read = data?.[alias] as Table;
  expect(read.edges).toHaveLength(read.totalCount);
  expect(read.edges.length).toBeGreaterThan(20);
  expect(read.edges.every(({ values, fundamentals }) => values.length === 20 && fundamentals !== null)).toBe(
    true,
  );
  return read;
}

describe('a table of 500 stocks by five conditions, with the default limits', () => {
  test('sends no statement where the book and the day of the market are kept', async () => {
    let first: Table | undefined;
    // The book of the newest day is read ahead.
    const statements = await statementsOf(async () => {
      first = await tableOn(days[0], 'first');
    });
    expect(statements).toBe(OF_MARKET + OF_FACTS);
    expect(await statementsOf(async () => expect(await tableOn(days[0], 'again')).toEqual(first))).toBe(0);
  });

  test('sends six for another day, whatever it asks for: one for the book, and five for the market', async () => {
    expect(await statementsOf(() => tableOn(days[1], 'another'))).toBe(OF_BOOK + OF_MARKET);
    const narrow =
      'query ($on: Date!) { stocks(on: $on, first: 1, filter: { where: [{ field: CLOSE, is: KNOWN }] }) { totalCount } }';
    expect(await statementsOf(() => post(api, narrow, { variables: { on: days[2] } }))).toBe(
      OF_BOOK + OF_MARKET,
    );
    const ofScores = narrow.replace('CLOSE', 'SCORE');
    expect(await statementsOf(() => post(api, ofScores, { variables: { on: days[3] } }))).toBe(OF_BOOK);
  });
});

describe('a filter that is too large', () => {
  const LIST = 'query ($filter: StockFilter) { stocks(filter: $filter, first: 1) { totalCount } }';
  /** Posts the text of a body: no function of the language writes one that is nested so deep. */
  const answered = async (query: string, variables = '{}') => {
    const { app } = api;
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
      payload: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    });
    const { errors } = answerOf(response);
    return [response.statusCode, errors?.map(({ message, extensions }) => [message, extensions['code']])];
  };
  const nested = (depth: number, not: string, end: string): string =>
    not.repeat(depth) + end + '}'.repeat(depth);
  const inLiteral = (depth: number) =>
    answered(`{ stocks(filter: ${nested(depth, '{ not: ', '{ search: "a" }')}, first: 1) { totalCount } }`);
  const inVariable = (depth: number) =>
    answered(LIST, `{"filter":${nested(depth, '{"not":', '{"search":"a"}')}}`);

  const NESTED =
    'Expected filters that are nested at most 6 deep in filter, got deeper ones: ' +
    'write the expression with fewer levels, for example with the conditions of `and` in `where`.';
  const BRACKETS = 'Expected brackets nested at most 200 deep, got deeper ones: ask for less at once.';
  const VALUES =
    'Expected variables whose values are nested at most 200 deep, got deeper ones: ask for less at once.';

  test.each([
    [6, 200, NESTED, NESTED],
    [150, 200, NESTED, NESTED],
    [250, 400, BRACKETS, VALUES],
    [10_000, 400, BRACKETS, VALUES],
  ])(
    'is refused with %d times not, as a literal and as a variable',
    async (depth, status, literal, variable) => {
      expect(await inLiteral(depth)).toEqual([status, [[literal, 'BAD_USER_INPUT']]]);
      expect(await inVariable(depth)).toEqual([status, [[variable, 'BAD_USER_INPUT']]]);
      // The service goes on.
      expect(await answered('{ stocks(first: 1) { totalCount } }')).toEqual([200, undefined]);
    },
  );

  test('is refused with 101 conditions, and works with 100', async () => {
    const filter = (count: number) =>
      JSON.stringify({ filter: { where: Array.from({ length: count }, () => FIVE.where[1]) } });
    expect(await answered(LIST, filter(100))).toEqual([200, undefined]);
    expect(await answered(LIST, filter(101))).toEqual([
      200,
      [
        [
          'Expected at most 100 conditions in filter and the filters within it, got 101: ask for a wider list, or for two.',
          'BAD_USER_INPUT',
        ],
      ],
    ]);
  });
});
