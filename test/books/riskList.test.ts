import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RiskBook, type RiskBookRow } from '../../src/books/risk/riskBook.js';
import { decodeRiskCursor, encodeRiskCursor, type RiskCursor } from '../../src/books/risk/riskCursor.js';
import { RiskList } from '../../src/books/risk/riskList.js';
import { RISK_ORDER_FIELDS } from '../../src/books/risk/riskOrder.js';
import { riskPage } from '../../src/books/risk/riskPage.js';
import { riskSummary } from '../../src/books/risk/riskSummary.js';
import { screenRisks } from '../../src/books/risk/screenRisks.js';
import { RISK_LEVELS, RISK_STATUSES } from '../../src/risk/names.js';
import { UserError } from '../../src/userError.js';
import { DAY, RUNS, symbols, ticker } from '../support/days/book.js';
import { loadSectors } from '../support/market/loadSectors.js';
import { riskMethod } from '../support/risk/riskDay.js';
import { storedRisk, type GivenRisk } from '../support/risk/storedRisk.js';

const sectors = await loadSectors();
const snapshot = { classificationsOf: () => [], company: () => null, otherNamesOf: () => ['INE000000001'] };

const row = (
  symbol: string,
  given: Omit<Partial<GivenRisk>, 'run' | 'day'> & Partial<RiskBookRow> = {},
): RiskBookRow => {
  const { raw = {}, thin = [], stock = 1, ...rest } = given;
  return {
    ...storedRisk({ run: 7, day: DAY, stock, raw, thin }),
    ...{ ticker: ticker(symbol), name: `${symbol} Limited`, isin: '', industry: '' },
    ...{ method_hash: riskMethod.hash, previousValue: null, formerValue: null },
    ...rest,
  };
};
const listOf = (...rows: readonly RiskBookRow[]) =>
  new RiskList(new RiskBook(7, DAY, null, rows), { snapshot, sectors, method: riskMethod });

describe('a list of risks', () => {
  const list = listOf(
    row('D', { raw: { VOLATILITY: 0.6 } }),
    row('C', { raw: { VOLATILITY: 0.3, MARKET: null } }),
    row('B', { raw: { VOLATILITY: null }, previousValue: 10 }),
    row('A', { raw: { VOLATILITY: 0.3, MARKET: 1.25 }, previousValue: 80 }),
  );
  const ordered = (field: (typeof RISK_ORDER_FIELDS)[number], direction: 'ASC' | 'DESC') =>
    symbols(list, list.ordered({ field, direction }).indices);

  test('orders by the value of a part, with equal ones by ticker and unknown ones last', () => {
    expect(ordered('VOLATILITY', 'DESC')).toEqual(['D', 'A', 'C', 'B']);
    expect(ordered('VOLATILITY', 'ASC')).toEqual(['A', 'C', 'D', 'B']);
    // (1.25 - 0.5) / 1.5 of 100 points.
    expect(list.column('MARKET')[0]).toBe(50);
    expect(list.column('MARKET')[2]).toBeNaN();
  });

  test('orders by the change since the session before, where there is one', () => {
    expect(ordered('CHANGE', 'DESC')).toEqual(['B', 'A', 'C', 'D']);
    expect(ordered('CHANGE', 'ASC')).toEqual(['A', 'B', 'C', 'D']);
  });

  test('filters by statuses, with a part in one of them', () => {
    expect(symbols(list, screenRisks(list, { statuses: ['MISSING'] }))).toEqual(['B', 'C']);
    expect(symbols(list, screenRisks(list, { statuses: ['THIN'] }))).toEqual([]);
    expect(symbols(list, screenRisks(list, { statuses: ['OK', 'MISSING'] }))).toHaveLength(4);
  });

  test('finds by former names, and by sector "none" those without a company', () => {
    expect(screenRisks(list, { search: 'ine0' })).toHaveLength(4);
    expect(symbols(list, screenRisks(list, { search: 'd lim' }))).toEqual(['D']);
    expect(screenRisks(list, { sectors: ['none'] })).toHaveLength(4);
    expect(screenRisks(list, { sectors: ['banks'] })).toHaveLength(0);
  });
});

const symbol = fc.stringMatching(/^[A-Z&-]{1,4}$/);
const raw = fc.option(fc.integer({ min: 0, max: 8 }).map((eighth) => eighth / 8));
const lists = fc
  .uniqueArray(
    fc.record({ symbol, VOLATILITY: raw, DRAWDOWN: raw, isThin: fc.boolean(), previous: fc.option(raw) }),
    { selector: (one) => one.symbol, minLength: 1, maxLength: 30 },
  )
  .map((rows) =>
    listOf(
      ...rows.map(({ symbol: name, VOLATILITY, DRAWDOWN, isThin, previous }) =>
        row(name, {
          raw: { VOLATILITY, DRAWDOWN },
          thin: isThin ? ['TREND'] : [],
          previousValue: previous === null ? null : 50,
        }),
      ),
    ),
  );

const orders = fc.record({
  field: fc.constantFrom(...RISK_ORDER_FIELDS),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
});
const filters = fc.record({
  levels: fc.option(fc.subarray([...RISK_LEVELS], { minLength: 1 })),
  statuses: fc.option(fc.subarray([...RISK_STATUSES], { minLength: 1 })),
  value: fc.option(fc.record({ min: fc.constantFrom(null, 20, 40), max: fc.constantFrom(null, 60) })),
});

describe('pages of risks', () => {
  test('join to the whole list, whatever the filter, the order and the size', () => {
    fc.assert(
      fc.property(lists, filters, orders, fc.integer({ min: 1, max: 7 }), (list, filter, orderBy, first) => {
        const request = { on: null, filter, orderBy, last: null };
        const whole = riskPage(list, { ...request, first: 500 });
        const paged: string[] = [];
        let after: string | null = null;
        for (let page; page === undefined || page.hasNextPage;) {
          page = riskPage(list, { ...request, first, after });
          paged.push(...page.items.map((item) => item.row.ticker));
          after = page.items.at(-1)?.cursor() ?? null;
        }
        expect(paged).toEqual(whole.items.map((item) => item.row.ticker));
        const back: string[] = [];
        let before: string | null = null;
        for (let page; page === undefined || page.hasPreviousPage;) {
          page = riskPage(list, { ...request, first: null, last: first, before });
          back.unshift(...page.items.map((item) => item.row.ticker));
          before = page.items.at(0)?.cursor() ?? null;
        }
        expect(back).toEqual(paged);
        expect(whole.totalCount).toBe(paged.length);
      }),
      RUNS,
    );
  });

  test('count what the summary counts', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const { levels, missing, riskiest, thin } = riskSummary(list);
        const count = (filter: object) =>
          riskPage(list, { first: 0, last: null, on: null, filter }).totalCount;
        for (const { level, count: known } of levels) expect(known).toBe(count({ levels: [level] }));
        expect(thin).toBe(count({ statuses: ['THIN'] }));
        expect(missing).toBe(count({ statuses: ['MISSING'] }));
        const first = riskPage(list, { first: 10, last: null, on: null, filter: null }).items.map(
          (item) => item.row,
        );
        expect(riskiest).toEqual(first);
      }),
      RUNS,
    );
  });
});

describe('a summary', () => {
  test('has the rises above 0, the largest first and equal ones by ticker, and medians to two decimals', () => {
    const rows = [
      row('A', { value: 50.005, formerValue: 50 }),
      row('B', { value: 40, formerValue: 30 }),
      row('C', { value: 60, formerValue: 50 }),
      row('D', { value: 60, formerValue: 70 }),
      row('E', { value: 60 }),
      row('F', { value: 33.33, formerValue: 33.33 }),
    ];
    const { rises, sectors: medians } = riskSummary(listOf(...rows));
    expect(rises.map(({ row: one, change }) => [one.ticker, change])).toEqual([
      ['B.NS', 10],
      ['C.NS', 10],
      ['A.NS', 0.01],
    ]);
    // (50.005 + 60) / 2 is 55.0025.
    expect([...medians]).toEqual([['none', { median: 55, stocks: 6 }]]);
  });
});

describe('a cursor of risks', () => {
  const CURSOR: RiskCursor = {
    ...{ runId: 7, on: null, order: { field: 'VALUE', direction: 'DESC' }, filter: '', ticker: ticker('A') },
  };
  const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const good = ['risks', 7, null, 'VALUE', 'DESC', '', 'A.NS'];

  test('decodes to what was encoded, and is short', () => {
    expect(encodeRiskCursor(CURSOR)).toBe(packed(good));
    for (const cursor of [
      CURSOR,
      { ...CURSOR, on: DAY, filter: 'abc', order: { field: 'MARKET', direction: 'ASC' } },
    ]) {
      expect(decodeRiskCursor(encodeRiskCursor(cursor as RiskCursor))).toEqual(cursor);
      expect(encodeRiskCursor(cursor as RiskCursor).length).toBeLessThan(110);
    }
  });

  test.each([
    ['an empty text', ''],
    ['another list', packed(good.with(0, 'stocks'))],
    ['run 0', packed(good.with(1, 0))],
    ['half a run', packed(good.with(1, 1.5))],
    ['a run beyond what the database holds', packed(good.with(1, 2 ** 31))],
    ['a day that does not exist', packed(good.with(2, '2024-02-30'))],
    ['an unknown field', packed(good.with(3, 'constructor'))],
    ['an unknown direction', packed(good.with(4, 'UP'))],
    ['a filter that is a number', packed(good.with(5, 5))],
    ['a ticker that is none', packed(good.with(6, null))],
    ['a part too many', packed([...good, 1])],
    ['a part too few', packed(good.slice(0, 6))],
    ['with padding', `${packed(good)}=`],
    ['a long one', 'A'.repeat(2_000)],
  ])('%s is refused', (_, text) => {
    expect(() => decodeRiskCursor(text)).toThrow(UserError);
  });

  test('of another order, filter, run or stock is refused', () => {
    const list = listOf(row('A'), row('B'));
    const after = (change: Partial<RiskCursor>) => () =>
      riskPage(list, {
        first: 1,
        last: null,
        on: null,
        filter: null,
        after: encodeRiskCursor({ ...CURSOR, ...change }),
      });
    expect(after({})().items.map((item) => item.row.ticker)).toEqual(['B.NS']);
    expect(after({ order: { field: 'UPPER', direction: 'DESC' } })).toThrow(
      'of the order VALUE DESC, got one of UPPER DESC',
    );
    expect(after({ filter: 'abc' })).toThrow('of the same filter');
    expect(after({ runId: 8 })).toThrow('Expected a cursor from pageInfo');
    expect(after({ ticker: ticker('NOBODY') })).toThrow('a stock that the list has');
  });
});
