/** Former symbols in arguments, the tickers of a stock, and why a score is of its sector group. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { dayServices } from '../support/days/dayServices.js';
import { fill, NEWEST } from '../support/days/filledStore.js';
import { dataOf, internalErrors } from '../support/graphql/execute.js';

const [RENAMED, OTHER] = DAY.section.tickers.slice(2);
let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM stocks WHERE ticker = $1', [
    RENAMED,
  ]);
  const [{ id }] = rows;
  await database.pool.query(
    `INSERT INTO symbols (former, until, recorded_in, stock_id)
     VALUES ('OLD.NS', '2020-03-31', 1, $1), ($2, '2022-03-31', 1, $1)`,
    [id, OTHER],
  );
  await database.pool.query(
    `INSERT INTO classifications (stock_id, from_day, of_company, recorded_in, industry, basic_industry, sector_group)
     VALUES ($1, '2025-04-01', false, 1, 'Power', 'Power Generation', $2),
       ($1, '2024-12-01', false, 2, 'Power', 'Recorded later', $2)`,
    [id, DAY.section.sectors[DAY.section.sectorOf[2]]],
  );
  services = await dayServices(database);
}, 60_000);
afterEach(() => expect(internalErrors.splice(0)).toEqual([]));
afterAll(closeTestDatabases);

const read = async (query: string, variables?: Record<string, unknown>) =>
  dataOf(await createContext(services), query, variables);

describe('a former symbol', () => {
  test('finds the stock, which has the id and the ticker of today', async () => {
    const query = 'query ($ticker: Ticker!) { stock(ticker: $ticker) { id ticker } }';
    const now = await read(query, { ticker: RENAMED });
    expect(now).toMatchObject({ stock: { ticker: RENAMED } });
    expect(await read(query, { ticker: 'old' })).toEqual(now);
  });

  test('is that of the company that has it today', async () => {
    expect(await read(`{ stock(ticker: "${OTHER}") { ticker } }`)).toEqual({ stock: { ticker: OTHER } });
  });

  test('selects the stock in filters', async () => {
    const filtered = await read('{ stocks(filter: { tickers: ["OLD"] }) { totalCount nodes { ticker } } }');
    expect(filtered).toEqual({ stocks: { totalCount: 1, nodes: [{ ticker: RENAMED }] } });
  });

  test('is among the tickers of the stock', async () => {
    const query =
      'query ($ticker: Ticker!) { stock(ticker: $ticker) { tickers { ticker from to current } } }';
    expect(await read(query, { ticker: 'OLD' })).toEqual({
      stock: {
        tickers: [
          { ticker: 'OLD.NS', from: null, to: '2020-03-31', current: false },
          { ticker: OTHER, from: '2020-04-01', to: '2022-03-31', current: false },
          { ticker: RENAMED, from: '2022-04-01', to: null, current: true },
        ],
      },
    });
    expect(await read(query, { ticker: OTHER })).toEqual({
      stock: { tickers: [{ ticker: OTHER, from: null, to: null, current: true }] },
    });
  });
});

describe('the classification of a score', () => {
  const query = `query ($ticker: Ticker!) { stock(ticker: $ticker) { score(mode: INVESTOR, on: "${NEWEST}") {
    classification { sector { key } industry basicIndustry from countsBackwards } } } }`;

  test('is that of the row which counts, as recorded when the run read it', async () => {
    expect(await read(query, { ticker: RENAMED })).toMatchObject({
      stock: {
        score: {
          classification: {
            sector: { key: DAY.section.sectors[DAY.section.sectorOf[2]] },
            ...{ industry: 'Power', basicIndustry: 'Power Generation' },
            // The oldest row that the run knew.
            ...{ from: '2025-04-01', countsBackwards: true },
          },
        },
      },
    });
  });

  test("has no day where the group is that of the ticker's line", async () => {
    expect(await read(query, { ticker: OTHER })).toMatchObject({
      stock: {
        score: {
          classification: {
            ...{ industry: 'Power', basicIndustry: null, from: null, countsBackwards: false },
          },
        },
      },
    });
  });
});
