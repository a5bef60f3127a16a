/** The screener over every number of a day, against an evaluation of one stock at a time. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listOf, type StockList } from '../../src/books/stockList.js';
import { COMPARISONS, type Condition } from '../../src/books/condition.js';
import { DIRECTIONS, STOCK_ORDER_FIELDS } from '../../src/books/order.js';
import type { StockFilter } from '../../src/books/screen.js';
import { STOCK_FIELDS, type StockField } from '../../src/books/stockFields.js';
import { stockPage } from '../../src/books/stockPage.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { BANDS, GUARDRAILS, MODES, type IsoDate, type Mode, type Ticker } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf, internalErrors } from '../support/graphql/execute.js';
import { naiveMedian, naiveScreen, ONLY_IN_LISTS, type NaiveStock } from '../support/screen/naive.js';
import { stocksOn } from '../support/screen/stocksOn.js';

let database: Database;
let services: Services;

/** A list of a day and mode, and the same stocks as they are read one by one. */
interface Compared {
  readonly on: IsoDate;
  readonly mode: Mode;
  readonly includesAll: boolean;
  readonly list: StockList;
  readonly stocks: readonly NaiveStock[];
}

const compared: Compared[] = [];

const context = () => createContext(services);

beforeAll(async () => {
  database = await openTestDatabase('sample');
  services = await dayServices(database);
  const { rows } = await database.pool.query<{ day: IsoDate }>(
    'SELECT DISTINCT day FROM served_days ORDER BY day',
  );
  const { rows: companies } = await database.pool.query<{ ticker: Ticker }>(
    'SELECT ticker FROM companies JOIN stocks ON id = stock_id WHERE superseded_in IS NULL ORDER BY ticker',
  );
  const tickers = companies.map(({ ticker }) => ticker);
  const days = [0, 0.35, 0.8, 1].map((at) => rows[Math.floor(at * (rows.length - 1))].day);
  for (const [k, on] of days.entries()) {
    const mode = MODES[k % 2];
    const all = await stocksOn(context, tickers, on, mode);
    for (const includesAll of [false, true]) {
      const list = await listOn(on, mode, includesAll);
      const listed = all.filter(({ scored }) => includesAll || scored !== null);
      compared.push({ on, mode, includesAll, list, stocks: listed.map((stock) => completed(stock, list)) });
    }
  }
}, 120_000);

afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(closeTestDatabases);

async function listOn(on: IsoDate, mode: Mode, includesAll: boolean): Promise<StockList> {
  const { books, runs, snapshot } = await context();
  const book = await books.of(mode, on);
  if (book === null) throw new Error(`expected a book of ${on}`);
  const { batch } = snapshot;
  const market = await books.marketOn({ day: on, batch });
  const riskRun = snapshot.riskRunOn(on);
  const risks = riskRun === null ? null : await books.risksOfRun(riskRun);
  const method = runs.methodOf(book.runId);
  return listOf(book, { snapshot, method, batch, market, riskRun, risks, includesAll });
}

const valueIn = (list: StockList, field: StockField, ticker: string): number | null => {
  const value = list.column(field)[list.indexOf(ticker as Ticker)];
  return Number.isNaN(value) ? null : value;
};

/** What no other field of the API has is taken from the list. So are figures of stocks that are not traded any more. */
function completed(stock: NaiveStock, list: StockList): NaiveStock {
  const isTraded = stock.values.CLOSE !== undefined;
  const missing = STOCK_FIELDS.filter(
    (field) => ONLY_IN_LISTS.includes(field) || (!isTraded && !(field in stock.values)),
  );
  const values = Object.fromEntries(missing.map((field) => [field, valueIn(list, field, stock.ticker)]));
  return { ...stock, values: { ...stock.values, ...values } };
}

test('the numbers of a list are those of the stocks', () => {
  for (const { on, mode, list, stocks, includesAll } of compared) {
    expect(list.rows.map(({ ticker }) => ticker)).toEqual(stocks.map(({ ticker }) => ticker));
    if (includesAll) expect(stocks.length).toBeGreaterThan(list.book.rows.length);
    for (const field of STOCK_FIELDS) {
      const inList = stocks.map(({ ticker }) => [ticker, valueIn(list, field, ticker)]);
      const alone = stocks.map(({ ticker, values }) => [ticker, values[field] ?? null]);
      expect({ on, mode, field, values: inList }).toEqual({ on, mode, field, values: alone });
      const medians = stocks.map(({ ticker }) => list.mediansByRow(field)[list.indexOf(ticker as Ticker)]);
      expect(medians.map((median) => (Number.isNaN(median) ? null : median))).toEqual(
        stocks.map((stock) => naiveMedian(stock, field, stocks)),
      );
    }
  }
});

test('most numbers are known of most stocks on the last day', () => {
  const { stocks } = compared[compared.length - 2];
  const unknown = STOCK_FIELDS.filter((field) =>
    stocks.every(({ values }) => (values[field] ?? null) === null),
  );
  expect(unknown).toEqual([]);
});

const compare = fc.constantFrom(...COMPARISONS.slice(0, 5));
const factor = fc.constantFrom(null, 0.5, 0.98, 1, 1.1, -1);
const fields = fc.constantFrom(...STOCK_FIELDS);

/** A value that a stock has is chosen by a number, so that conditions are met by some stocks and not by others. */
const conditions: fc.Arbitrary<Condition> = fc
  .record({ field: fields, is: compare, than: fields, factor, kind: fc.nat({ max: 7 }), at: fc.nat() })
  .map(({ field, is, than, factor, kind, at }): Condition => {
    if (kind === 0) return { field, is: at % 2 === 0 ? 'KNOWN' : 'UNKNOWN' };
    if (kind < 3) return { field, is, than, factor };
    if (kind < 5) return { field, is, thanSectorMedian: true, factor };
    const known = knownValues(field);
    return { field, is, value: known.length === 0 ? 0 : known[at % known.length] };
  });

const valuesByField = new Map<StockField, readonly number[]>();
function knownValues(field: StockField): readonly number[] {
  let known = valuesByField.get(field);
  if (known === undefined) {
    known = compared.flatMap(({ stocks }) => stocks.flatMap(({ values }) => values[field] ?? []));
    valuesByField.set(field, known);
  }
  return known;
}

/** Filters of one or two parts, which are nested up to so deep. */
function filtersOf(depth: number): fc.Arbitrary<StockFilter> {
  const where = fc.array(conditions, { minLength: 1, maxLength: 2 });
  const inner = depth === 1 ? [] : [filtersOf(depth - 1)];
  const parts: fc.Arbitrary<StockFilter>[] = [
    fc.record({ where }),
    fc.record({ where }),
    fc.record({ bands: fc.subarray([...BANDS], { minLength: 2 }) }),
    fc.record({ fired: fc.subarray([...GUARDRAILS], { minLength: 1, maxLength: 1 }) }),
    fc.record({ notFired: fc.subarray([...GUARDRAILS], { minLength: 1, maxLength: 2 }) }),
    fc.record({ score: fc.record({ min: fc.integer({ min: 0, max: 60 }) }) }),
    fc.record({ search: fc.constantFrom('a', '1', '.ns', 'bank', 'old') }),
    ...inner.flatMap((filter) => [
      fc.record({ and: fc.array(filter, { minLength: 1, maxLength: 2 }) }),
      fc.record({ or: fc.array(filter, { minLength: 1, maxLength: 3 }) }),
      fc.record({ or: fc.array(filter, { minLength: 2, maxLength: 3 }) }),
      fc.record({ not: filter }),
    ]),
  ];
  const part = fc.oneof(...parts);
  return fc.oneof(
    part,
    fc.tuple(part, part).map(([a, b]) => ({ ...a, and: [b] })),
  );
}
const filters = fc.oneof(filtersOf(1), filtersOf(2), filtersOf(3));
const orders = fc.record({
  field: fc.constantFrom(...STOCK_ORDER_FIELDS),
  direction: fc.constantFrom(...DIRECTIONS),
});

describe('a screen', () => {
  test('lists what a plain evaluation lists, over 2,000 expressions, days and orders', () => {
    let some = 0;
    fc.assert(
      fc.property(fc.nat({ max: compared.length - 1 }), filters, orders, (at, filter, orderBy) => {
        const { list, stocks } = compared[at];
        const expected = naiveScreen(stocks, filter, orderBy);
        const { items, totalCount } = stockPage(list, { filter, orderBy });
        expect(items.map(({ row }) => row.ticker)).toEqual(expected);
        expect(totalCount).toBe(expected.length);
        if (expected.length > 0 && expected.length < stocks.length) some++;
      }),
      { numRuns: 2_000, seed: 20_261_128 },
    );
    // Most expressions hold for some stocks and not for others.
    expect(some).toBeGreaterThan(700);
  });

  const LIST = `query ($mode: Mode!, $on: Date, $filter: StockFilter, $orderBy: StockOrder, $include: StockInclude!, $after: String, $fields: [StockField!]!) {
    stocks(mode: $mode, on: $on, filter: $filter, orderBy: $orderBy, include: $include, first: 20, after: $after) {
      totalCount pageInfo { endCursor hasNextPage }
      edges { node { ticker } score { value } notScored { code } values(fields: $fields) { field value sectorMedian } }
    }
  }`;

  test('answers the same through the API, page by page, with its numbers', async () => {
    const cases = fc.sample(fc.tuple(fc.nat({ max: compared.length - 1 }), filters, orders, fields), {
      numRuns: 60,
      seed: 20_261_129,
    });
    for (const [at, filter, orderBy, field] of cases) {
      const { mode, on, includesAll, stocks } = compared[at];
      const variables = { mode, on, orderBy, fields: [field], include: includesAll ? 'ALL' : 'SCORED' };
      const seen: unknown[] = [];
      let after: string | null = null;
      do {
        const data = await dataOf(await context(), LIST, { ...variables, filter, after });
        const page = data['stocks'] as {
          readonly totalCount: number;
          readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
          readonly edges: readonly Record<string, unknown>[];
        };
        seen.push(...page.edges);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      const expected = naiveScreen(stocks, filter, orderBy).map((ticker) => {
        const stock = stocks.find((one) => one.ticker === ticker) as NaiveStock;
        const values = [
          { field, value: stock.values[field] ?? null, sectorMedian: naiveMedian(stock, field, stocks) },
        ];
        return {
          node: { ticker },
          score: stock.scored && { value: stock.values.SCORE },
          // Every company of the sample was known to all runs.
          notScored: stock.scored ? null : { code: expect.any(String) },
          values,
        };
      });
      expect(seen).toEqual(expected);
    }
  }, 60_000);
});
