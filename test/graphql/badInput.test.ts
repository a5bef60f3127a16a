import { afterEach, describe, expect, test } from '@jest/globals';
import { encodeText } from '../../src/graphql/opaque.js';
import { runListing } from '../../src/graphql/run/runLoaders.js';
import { execute, internalErrors } from '../support/graphql/execute.js';
import { given, stubContext } from '../support/graphql/stubContext.js';

const FIRST = 'Expected first to be a whole number of 0 to 500, got';
const CURSOR = 'Expected a cursor from pageInfo or an edge of this connection in after, got';
const ID =
  'Expected the id of a Stock, Score, Risk, Sector, Run, Filing, Document, Chunk, IntelligenceItem, Import, Job, Backfill, AlertRule, Alert, Webhook, Model, Portfolio, JournalEntry, Rebalance, Backtest, User, ApiKey, Session, AuditEntry, Export or Report from an answer of this API, got';

const errorsOf = async (query: string, variables?: Record<string, unknown>) => {
  const { errors = [] } = await execute(stubContext(), query, variables);
  return errors.map(({ message, extensions }) => ({ message, extensions }));
};

describe('bad input is refused with a message and the code BAD_USER_INPUT', () => {
  afterEach(() => {
    expect(internalErrors.splice(0)).toEqual([]);
  });

  test.each([
    [
      'a date that does not exist',
      '{ bands(mode: TRADER, on: "2024-02-30") { count } }',
      'Expected a date that exists, written year-month-day such as "2024-10-08", got "2024-02-30".',
    ],
    [
      'a date with a time',
      '{ bands(mode: TRADER, on: "2024-10-08T00:00:00Z") { count } }',
      'got "2024-10-08T00:00:00Z".',
    ],
    ['a number as a date', '{ bands(mode: TRADER, on: 20241008) { count } }', 'got 20241008.'],
    ['a ticker', '{ stock(ticker: "RELIANCE.XX") { name } }', 'such as "RELIANCE.NS", got "RELIANCE.XX".'],
    ['a page that is too long', '{ stocks(first: 501) { totalCount } }', `${FIRST} 501`],
    ['a page of less than nothing', '{ stocks(first: -1) { totalCount } }', `${FIRST} -1`],
    ['a page of runs', '{ runs(first: 1000) { totalCount } }', `${FIRST} 1000`],
    [
      'a page of a book that is not there',
      '{ stocks(on: "1990-01-01", first: 501) { totalCount } }',
      `${FIRST} 501`,
    ],
    [
      'a page of scores',
      '{ stock(ticker: "S00") { scores(mode: TRADER, first: 501) { totalCount } } }',
      `${FIRST} 501`,
    ],
    ['a page of bars', '{ stock(ticker: "S00") { bars(first: 501) { totalCount } } }', `${FIRST} 501`],
    [
      'a filter where no day was scored',
      '{ stocks(on: "1990-01-01", filter: { score: { min: 2, max: 1 } }) { totalCount } }',
      'Expected min to be at most max in filter.score, got min 2 and max 1',
    ],
    [
      'a filter without a known ticker',
      '{ stocks(filter: { tickers: ["NOBODY.NS"] }) { totalCount } }',
      'Expected a ticker of a known company in filter.tickers, got "NOBODY.NS"',
    ],
    ['a page of risks', '{ risks(first: 501) { totalCount } }', `${FIRST} 501`],
    [
      'a filter of risks where no day was assessed',
      '{ risks(on: "1990-01-01", filter: { upper: { min: 2, max: 1 } }) { totalCount } }',
      'Expected min to be at most max in filter.upper, got min 2 and max 1',
    ],
    [
      'a filter of risks for no level',
      '{ risks(filter: { levels: [] }) { totalCount } }',
      'in filter.levels',
    ],
    ['a cursor of risks', '{ risks(after: "x") { totalCount } }', 'edge of this connection, got "x"'],
    [
      'a cursor of the risks of a stock',
      '{ stock(ticker: "S00") { risks(after: "x") { totalCount } } }',
      `${CURSOR} "x"`,
    ],
    [
      'a span of risks that ends before it begins',
      '{ stock(ticker: "S00") { risks(from: "2024-10-09", to: "2024-10-08") { totalCount } } }',
      'Expected from to be at most to, got from 2024-10-09 and to 2024-10-08',
    ],
    [
      'a list of no stocks to try',
      '{ whatIf(input: { mode: TRADER, tickers: [] }) { methodHash } }',
      'Expected at least one entry in input.tickers, got none',
    ],
    [
      'a span of scores that ends before it begins',
      '{ stock(ticker: "S00") { scores(mode: TRADER, from: "2024-10-09", to: "2024-10-08") { totalCount } } }',
      'Expected from to be at most to, got from 2024-10-09 and to 2024-10-08: swap them, or leave one out.',
    ],
    [
      'a span of bars that ends before it begins',
      '{ stock(ticker: "S00") { bars(from: "2024-10-09", to: "2024-10-08") { totalCount } } }',
      'Expected from to be at most to, got from 2024-10-09 and to 2024-10-08',
    ],
    [
      'a cursor of stocks',
      '{ stocks(after: "x") { totalCount } }',
      'xpected a cursor from pageInfo or an edge of this connection, got "x"',
    ],
    ['a cursor of runs', '{ runs(after: "x") { totalCount } }', `${CURSOR} "x"`],
    [
      'a cursor of scores',
      '{ stock(ticker: "S00") { scores(mode: TRADER, after: "x") { totalCount } } }',
      `${CURSOR} "x"`,
    ],
    [
      'a cursor of another list',
      `{ runs(after: "${encodeText('bars:2024-10-08')}") { totalCount } }`,
      CURSOR,
    ],
    [
      'a cursor of a day that does not exist',
      `{ stock(ticker: "S00") { bars(after: "${encodeText('bars:2024-02-30')}") { totalCount } } }`,
      CURSOR,
    ],
    ['an id', '{ node(id: "RELIANCE.NS") { id } }', `${ID} "RELIANCE.NS":`],
    ['an id of a thing that there is not', `{ node(id: "${encodeText('Bar:1')}") { id } }`, ID],
    [
      'a sector of the method',
      '{ method { weights(mode: TRADER, sector: "oil") { weight } } }',
      'Expected the key of a sector group, one of banks, psu_banks, nbfcs,',
    ],
    [
      'a sector of a filter',
      '{ stocks(filter: { sectors: ["oil"] }) { totalCount } }',
      'Expected keys of sectors in filter.sectors, got "oil".',
    ],
    [
      'a range',
      '{ stocks(filter: { score: { min: 2, max: 1 } }) { totalCount } }',
      'Expected min to be at most max in filter.score',
    ],
  ])('%s', async (_, query, message) => {
    expect(await errorsOf(query)).toEqual([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test.each([
    [
      'a date',
      'query ($value: Date) { bands(mode: TRADER, on: $value) { count } }',
      'tomorrow',
      'got "tomorrow".',
    ],
    ['a ticker', 'query ($value: Ticker!) { stock(ticker: $value) { name } }', 17, 'got 17.'],
    [
      'a mode',
      'query ($value: Mode!) { bands(mode: $value) { count } }',
      'SPECULATOR',
      'Value "SPECULATOR" does not exist in "Mode" enum.',
    ],
    [
      'a page size',
      'query ($value: Int) { stocks(first: $value) { totalCount } }',
      'many',
      'Int cannot represent non-integer value: "many"',
    ],
  ])('%s in a variable', async (_, query, value, message) => {
    expect(await errorsOf(query, { value })).toEqual([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('more than 100 ids', async () => {
    const ids = Array.from({ length: 101 }, () => 'x');
    const [{ message }] = await errorsOf('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(message).toBe(
      'Expected at most 100 ids in one list, got 101: ask for the others in another list.',
    );
  });

  test('documents that GraphQL refuses keep the codes of Apollo', async () => {
    expect((await errorsOf('{ method {'))[0].extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
    expect((await errorsOf('{ nothing }'))[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect((await errorsOf('{ bands(mode: SPECULATOR) { count } }'))[0].extensions).toEqual({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });
});

describe('an internal error', () => {
  const secret = new Error('relation "scores" does not exist at /srv/secret.ts');
  const context = () =>
    stubContext([
      given(runListing, { page: () => Promise.reject(secret), count: () => Promise.reject(secret) }),
    ]);

  test('is masked for the client, and logged', async () => {
    const answer = await execute(context(), '{ runs { totalCount } }');
    expect(answer.errors).toEqual([
      {
        message: 'Internal error; the request id leads to the log.',
        locations: [{ line: 1, column: 3 }],
        path: ['runs'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/secret|scores|Error:/);
    expect(internalErrors.splice(0)).toEqual([secret]);
  });
});
