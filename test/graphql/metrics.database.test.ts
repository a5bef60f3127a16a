/** Figures of companies: recorded by the API, and read back as they were known on a day. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { csv, fileOf, flatBar, removeFolders, TODAY, writeFolder } from '../support/market/folder.js';

const HEADER = 'ticker,period_end,period,months,basis,metric,value,published_on,source';
/** Five quarters and two years, of which one quarter was restated, and a figure of nine months. */
const STATEMENTS = [
  ...['2023-06-30', '2023-09-30', '2023-12-31', '2024-03-31', '2024-06-30'].map(
    (end, k) => `A,${end},QUARTER,,CONSOLIDATED,sales,${100 + 10 * k},,PRIMARY`,
  ),
  'A,2024-06-30,QUARTER,,CONSOLIDATED,sales,150,2024-10-01,SECONDARY',
  'A,2024-03-31,ANNUAL,,CONSOLIDATED,sales,460,2024-05-10,PRIMARY',
  'A,2024-03-31,ANNUAL,,STANDALONE,sales,300,2024-05-10,PRIMARY',
  'A,2024-03-31,ANNUAL,9,CONSOLIDATED,sales,345,2024-05-10,PRIMARY',
  'A,2024-06-28,POINT,,,pe,22.5,,SECONDARY',
  'B,2024-03-31,ANNUAL,,,sales,7,2024-05-10,PRIMARY',
];

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  const folder = await writeFolder({
    ...fileOf('companies', 'A,Alpha,INE000000001,Power,', 'B,Beta,INE000000002,Power,', 'C,Gamma,,Power,'),
    ...fileOf('prices', flatBar('A', '2024-10-08', 100), flatBar('B', '2024-10-08', 10)),
    'statements.csv': csv(HEADER, ...STATEMENTS),
  });
  await importFolder(database.pool, folder, { today: TODAY });
  services = await dayServices(database);
}, 60_000);
afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await removeFolders();
  await closeTestDatabases();
});

type Node = Readonly<Record<string, unknown>>;
interface Page {
  readonly nodes: readonly Node[];
  readonly totalCount: number;
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
}

const ALL = 'code period periodEnd months basis value';
async function metricsOf(ticker: string, args: string, fields = ALL): Promise<Page> {
  const list = `metrics(${args}) { nodes { ${fields} } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const data = await dataOf(await createContext(services), `{ stock(ticker: "${ticker}") { ${list} } }`);
  return (data['stock'] as { metrics: Page }).metrics;
}
const valuesOf = async (args: string) => (await metricsOf('A', args)).nodes.map(({ value }) => value);

const errorsOf = async (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const { errors = [] } = await execute(await createContext(services), query, variables);
  return errors.map(({ message, extensions }) => [message, extensions?.['code']]);
};

describe('Stock.metrics', () => {
  test('has figures as filed, with their versions', async () => {
    const fields = `${ALL} name unit source publishedOn derived formula restated { value publishedOn source }`;
    const { nodes } = await metricsOf(
      'A',
      'codes: ["sales"], periods: [QUARTER], from: "2024-06-30"',
      fields,
    );
    expect(nodes).toEqual([
      {
        ...{ code: 'sales', name: 'Sales', period: 'QUARTER', periodEnd: '2024-06-30', months: 3 },
        ...{ basis: 'CONSOLIDATED', value: 150, unit: 'INR_CRORE', source: 'SECONDARY' },
        ...{ publishedOn: '2024-10-01', derived: false, formula: null },
        restated: [{ value: 140, publishedOn: '2024-08-14', source: 'PRIMARY' }],
      },
    ]);
  });

  test('has the sums of four quarters, of one basis, and growth', async () => {
    const ttm = (args = '') => valuesOf(`codes: ["sales"], periods: [TTM]${args}`);
    expect(await ttm()).toEqual([110 + 120 + 130 + 150, 100 + 110 + 120 + 130]);
    expect(await valuesOf('codes: ["sales_yoy"], periods: [QUARTER]')).toEqual([0.5]);
    const [{ derived, formula, unit, source }] = (
      await metricsOf('A', 'codes: ["sales_yoy"]', 'derived formula unit source')
    ).nodes;
    expect({ derived, unit, source }).toEqual({ derived: true, unit: 'FRACTION', source: 'SECONDARY' });
    expect(formula).toContain('150');
  });

  test('is as of a day: what was published later does not count', async () => {
    const newest = (on: string) =>
      valuesOf(`codes: ["sales"], periods: [QUARTER], from: "2024-06-30", on: "${on}"`);
    expect(await newest('2024-08-13')).toEqual([]);
    expect(await newest('2024-08-14')).toEqual([140]);
    expect(await newest('2024-09-30')).toEqual([140]);
    expect(await newest('2024-10-01')).toEqual([150]);
    expect(await newest('2099-01-01')).toEqual([150]);
    const { nodes } = await metricsOf(
      'A',
      'codes: ["sales"], periods: [QUARTER], from: "2024-06-30", on: "2024-09-30"',
      'restated { value }',
    );
    expect(nodes).toEqual([{ restated: [] }]);
  });

  test('selects by basis, period and code, and shows odd months', async () => {
    expect(await valuesOf('codes: ["sales"], basis: STANDALONE')).toEqual([300]);
    const years = await metricsOf('A', 'codes: ["sales"], periods: [ANNUAL], basis: CONSOLIDATED');
    expect(years.nodes.map(({ months, value }) => [months, value])).toEqual([
      [12, 460],
      [9, 345],
    ]);
    expect(await valuesOf('basis: UNKNOWN')).toEqual([22.5]);
    expect((await metricsOf('C', 'first: 5')).totalCount).toBe(0);
  });

  test('comes in pages that meet, both ways', async () => {
    const all = await metricsOf('A', 'first: 500');
    expect(all.totalCount).toBe(all.nodes.length);
    const ends = all.nodes.map(({ periodEnd }) => String(periodEnd));
    expect(ends).toEqual([...ends].sort().reverse());
    const forward: Node[] = [];
    for (let after = ''; ;) {
      const { nodes, pageInfo, totalCount } = await metricsOf('A', `first: 4${after}`);
      forward.push(...nodes);
      expect(totalCount).toBe(all.totalCount);
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(forward).toEqual(all.nodes);
    const backward: Node[] = [];
    for (let before = ''; ;) {
      const { nodes, pageInfo } = await metricsOf('A', `last: 4${before}`);
      backward.unshift(...nodes);
      if (!pageInfo.hasPreviousPage) break;
      before = `, before: "${pageInfo.startCursor}"`;
    }
    expect(backward).toEqual(all.nodes);
  });

  test('reads a page of stocks with one statement', async () => {
    const context = await createContext(services);
    const list = 'metrics(first: 1) { totalCount nodes { code } }';
    const stocks = ['A', 'B', 'C'].map(
      (ticker) => `${ticker}: stock(ticker: "${ticker}") { ${list} again: ${list} }`,
    );
    await dataOf(context, `{ ${stocks.join(' ')} }`);
    expect(context.reads.counts.statements).toBe(1);
  });

  test.each([
    ['codes: []', 'Expected at least one entry in codes, got none'],
    ['periods: []', 'Expected at least one entry in periods, got none'],
    [
      'codes: ["sales", "turnover"]',
      'Expected the code of a metric in codes, got "turnover": it is one of sales, eps, ',
    ],
    ['from: "2024-06-30", to: "2024-03-31"', 'Expected from to be at most to'],
    ['first: 501', 'Expected first to be a whole number of 0 to 500, got 501'],
    ['after: "x"', 'Expected a cursor from pageInfo or an edge of this connection in after, got "x"'],
  ])('refuses %s', async (args, message) => {
    const query = `{ stock(ticker: "A") { metrics(${args}) { totalCount } } }`;
    expect(await errorsOf(query)).toEqual([[expect.stringContaining(message), 'BAD_USER_INPUT']]);
  });

  test('refuses the cursor of a list with other arguments', async () => {
    const { endCursor } = (await metricsOf('A', 'first: 1')).pageInfo;
    for (const [ticker, args, of] of [
      ['B', '', 'stock'],
      ['A', 'on: "2024-10-01", ', 'on'],
      ['A', 'codes: ["sales"], ', 'selection'],
    ]) {
      const query = `{ stock(ticker: "${ticker}") { metrics(${args}after: "${endCursor}") { totalCount } } }`;
      expect(await errorsOf(query)).toEqual([
        [expect.stringContaining(`Expected a cursor with ${of} `), 'BAD_USER_INPUT'],
      ]);
    }
  });
});

const RECORD = `mutation Record($input: RecordMetricsInput!) {
  recordMetrics(input: $input) {
    inserted updated unchanged rescoreQueued flags { kind count } refused { row column value rule reason }
  }
}`;
const given = (changes: Node = {}): Node => ({
  ...{ ticker: 'B', code: 'sales', period: 'QUARTER', periodEnd: '2024-06-30', basis: 'CONSOLIDATED' },
  ...{ value: 20, publishedOn: '2024-08-01' },
  ...changes,
});
async function record(...rows: readonly Node[]): Promise<Node> {
  const data = await dataOf(await createContext(services), RECORD, { input: { rows } });
  return data['recordMetrics'] as Node;
}
const storedRows = async () => {
  const { rows } = await database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM statements',
  );
  return rows[0].count;
};
const salesOfB = (args: string, fields = 'value basis') =>
  metricsOf('B', `codes: ["sales"], ${args}`, fields);

describe('recordMetrics', () => {
  test('adds figures, which are read back; the same again changes nothing', async () => {
    const rows = [
      given(),
      given({ publishedOn: '2024-09-01', value: 21, source: 'SECONDARY' }),
      given({ code: 'roe', value: 1.5e-7, period: 'ANNUAL', basis: null, publishedOn: null }),
      given({ code: 'shares_cr', value: 4, period: 'POINT', basis: 'UNKNOWN', publishedOn: null }),
    ];
    const none = { flags: [], refused: [] };
    expect(await record(...rows)).toEqual({
      ...none,
      inserted: 4,
      updated: 0,
      unchanged: 0,
      rescoreQueued: true,
    });
    const fields = 'code value period months basis source publishedOn restated { value }';
    const { nodes } = await metricsOf('B', 'from: "2024-06-30", periods: [ANNUAL, QUARTER, POINT]', fields);
    expect(nodes).toEqual([
      {
        ...{ code: 'roe', value: 1.5e-7, period: 'ANNUAL', months: 12, basis: 'UNKNOWN' },
        ...{ source: 'PRIMARY', publishedOn: '2024-08-29', restated: [] },
      },
      {
        ...{ code: 'sales', value: 21, period: 'QUARTER', months: 3, basis: 'CONSOLIDATED' },
        ...{ source: 'SECONDARY', publishedOn: '2024-09-01', restated: [{ value: 20 }] },
      },
      {
        ...{ code: 'shares_cr', value: 4, period: 'POINT', months: 0, basis: 'UNKNOWN' },
        ...{ source: 'PRIMARY', publishedOn: '2024-06-30', restated: [] },
      },
    ]);
    const before = await storedRows();
    expect(await record(...rows, rows[0])).toEqual({
      ...{ ...none, inserted: 0, updated: 0, unchanged: 5, rescoreQueued: false },
    });
    expect(await storedRows()).toBe(before);
    const { rows: audited } = await database.pool.query(
      `SELECT result, subject LIKE 'Batch:%' AS "ofBatch", operation_name, details FROM audit_entries
       WHERE action = 'FIGURES_RECORDED' ORDER BY id`,
    );
    const details = { dataset: 'statements', rows: 4, inserted: 4, updated: 0, unchanged: 0, refused: 0 };
    expect(audited).toEqual([
      { result: 'DONE', ofBatch: true, operation_name: 'Record', details },
      {
        ...{ result: 'DONE', ofBatch: true, operation_name: 'Record' },
        details: { ...details, rows: 5, inserted: 0, unchanged: 5 },
      },
    ]);
  });

  test('replaces a version, and restates by a later one', async () => {
    await record(given({ periodEnd: '2023-06-30', publishedOn: '2023-08-01', value: 10 }));
    const of = 'from: "2023-06-30", to: "2023-06-30"';
    expect(
      await record(given({ periodEnd: '2023-06-30', publishedOn: '2023-08-01', value: 11 })),
    ).toMatchObject({
      ...{ inserted: 0, updated: 1, rescoreQueued: true },
    });
    expect((await salesOfB(of, 'value restated { value }')).nodes).toEqual([{ value: 11, restated: [] }]);
    await record(given({ periodEnd: '2023-06-30', publishedOn: '2024-01-15', value: 12 }));
    expect((await salesOfB(`${of}, on: "2024-01-14"`)).nodes).toMatchObject([{ value: 11 }]);
    expect((await salesOfB(`${of}, on: "2024-01-15"`, 'value restated { value }')).nodes).toEqual([
      { value: 12, restated: [{ value: 11 }] },
    ]);
  });

  test.each<[what: string, row: Node, column: string, value: string, rule: string, reason: string]>([
    [
      'a sum of quarters',
      { period: 'TTM' },
      'period',
      'TTM',
      'UNKNOWN_VALUE',
      'TTM is derived, never recorded',
    ],
    ['an unknown company', { ticker: 'NOBODY' }, 'ticker', 'NOBODY.NS', 'UNKNOWN_TICKER', 'companies.csv'],
    [
      'an unknown metric',
      { code: 'turnover' },
      'code',
      'turnover',
      'UNKNOWN_VALUE',
      'expected one of sales, ',
    ],
    [
      'a derived metric',
      { code: 'sales_yoy' },
      'code',
      'sales_yoy',
      'UNKNOWN_VALUE',
      'expected one of sales, ',
    ],
    ['no metric', { code: '' }, 'code', '', 'EMPTY', 'expected a value'],
    ['a zero byte', { code: 'sa\0les' }, 'code', 'sa\uFFFDles', 'UNKNOWN_VALUE', 'expected one of sales, '],
    [
      'a period to come',
      { periodEnd: '2099-03-31', publishedOn: null },
      'periodEnd',
      '2099-03-31',
      'AFTER_IMPORT',
      '',
    ],
    ['a publication to come', { publishedOn: '2099-03-31' }, 'publishedOn', '2099-03-31', 'AFTER_IMPORT', ''],
    [
      'an early publication',
      { publishedOn: '2024-06-29' },
      'periodEnd',
      '2024-06-30',
      'PERIOD_AFTER_PUBLICATION',
      '',
    ],
    ['an unknown source', { source: 'DERIVED' }, 'source', 'DERIVED', 'UNKNOWN_VALUE', 'PRIMARY, SECONDARY'],
    ['too many months', { months: 25 }, 'months', '25', 'NOT_OF_KIND', 'from 1 to 24'],
    ['months of a day', { months: 3, period: 'POINT' }, 'months', '3', 'NOT_OF_KIND', 'no months'],
    ['negative months', { months: -3 }, 'months', '-3', 'NOT_OF_KIND', 'from 1 to 24'],
    ['no percentage', { code: 'gnpa_pct', value: 100.5 }, 'value', '100.5', 'PERCENT_OUTSIDE', '0 to 100'],
    ['no shares', { code: 'shares_cr', value: 0 }, 'value', '0', 'NOT_POSITIVE', 'above 0'],
    ['a number that is too large', { value: 1e21 }, 'value', '1000000000000000000000', 'NOT_EXACT', '1e15'],
    ['an adjustment to come', { adjustedTo: '2099-01-01' }, 'adjustedTo', '2099-01-01', 'AFTER_IMPORT', ''],
  ])('refuses %s, and takes the row beside it', async (what, row, column, value, rule, reason) => {
    const before = await storedRows();
    const beside = given({ code: 'debt', value: what.length, publishedOn: '2024-08-02' });
    const { refused, inserted, updated, unchanged } = await record(beside, given(row));
    expect(refused).toEqual([{ row: 1, column, value, rule, reason: expect.stringContaining(reason) }]);
    expect(Number(inserted) + Number(updated) + Number(unchanged)).toBe(1);
    expect(await storedRows()).toBe(before + Number(inserted) + Number(updated));
  });

  test('refuses rows of one call that differ, and what contradicts another figure', async () => {
    const { refused, inserted } = await record(
      given({ code: 'tax', value: 1 }),
      given({ code: 'tax', value: 2 }),
      given({ code: 'gnpa_pct', value: 2 }),
      given({ code: 'nnpa_pct', value: 3 }),
    );
    expect(inserted).toBe(0);
    expect(refused).toMatchObject([
      {
        row: 0,
        rule: 'CONFLICTING_ROWS',
        reason: 'expected one row for this key, rows 0, 1 give it different values',
      },
      { row: 1, rule: 'CONFLICTING_ROWS' },
      { row: 2, rule: 'NET_ABOVE_GROSS' },
      { row: 3, rule: 'NET_ABOVE_GROSS' },
    ]);
  });

  test('refuses what was withdrawn, and takes it with another value', async () => {
    const row = given({ code: 'equity', period: 'ANNUAL', periodEnd: '2024-03-31' });
    expect(await record(row)).toMatchObject({ inserted: 1 });
    const withdraw = `mutation { withdrawFacts(input: {
      dataset: STATEMENTS, ticker: "B", date: "2024-03-31", period: "ANNUAL", months: 12, basis: "CONSOLIDATED"
      metric: "equity", publishedOn: "2024-08-01", reason: "A wrong column"
    }) { rows } }`;
    expect(await dataOf(await createContext(services), withdraw)).toEqual({ withdrawFacts: { rows: 1 } });
    expect((await metricsOf('B', 'codes: ["equity"]')).nodes).toEqual([]);
    expect(await record(row)).toMatchObject({ inserted: 0, refused: [{ row: 0, rule: 'WITHDRAWN' }] });
    expect(await record({ ...row, value: 25 })).toMatchObject({ inserted: 1, refused: [] });
    expect((await metricsOf('B', 'codes: ["equity"]')).nodes).toMatchObject([{ value: 25 }]);
  });

  test('tells what is odd about stored rows', async () => {
    const { flags } = await record(
      given({ code: 'roe', value: 18, period: 'ANNUAL', periodEnd: '2024-03-31' }),
    );
    expect(flags).toEqual(expect.arrayContaining([{ kind: 'UNITS', count: 1 }]));
  });

  test('takes 1 to 5,000 rows, and stores nothing of a call that is refused', async () => {
    const before = await storedRows();
    for (const rows of [[], Array(5_001).fill(given())]) {
      expect(await errorsOf(RECORD, { input: { rows } })).toEqual([
        [expect.stringContaining(`Expected 1 to 5000 rows at a time, got ${rows.length}.`), 'BAD_USER_INPUT'],
      ]);
    }
    for (const wrong of [
      { periodEnd: '2024-02-30' },
      { period: 'MONTH' },
      { value: 'many' },
      { basis: 'GROUP' },
    ]) {
      const [[, code]] = await errorsOf(RECORD, { input: { rows: [given({ value: 99 }), given(wrong)] } });
      expect(code).toBe('BAD_USER_INPUT');
    }
    expect(await storedRows()).toBe(before);
  });
});
