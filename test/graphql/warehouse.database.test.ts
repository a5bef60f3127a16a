/** What is in the store: imports, the calendar, indices, the quality of facts, and the status of all. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { encodeId } from '../../src/graphql/ids.js';
import { USER_IDS } from '../../src/graphql/user/user.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { removeFolders } from '../support/market/folder.js';
import { fillRecorded, type RecordedStore } from '../support/market/recordedStore.js';

let database: Database;
let services: Services;
let store: RecordedStore;

beforeAll(async () => {
  database = await openTestDatabase();
  store = await fillRecorded(database);
  services = await dayServices(database);
}, 60_000);

afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await removeFolders();
  await closeTestDatabases();
});

const read = async (query: string, variables?: Record<string, unknown>) =>
  dataOf(await createContext(services), query, variables);

const errorsOf = async (query: string) => {
  const { errors = [] } = await execute(await createContext(services), query);
  return errors.map(({ message, extensions }) => [message, extensions?.['code']]);
};

interface Imports {
  readonly nodes: readonly Record<string, unknown>[];
  readonly totalCount: number;
  readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
}
const importsOf = async (args: string, fields: string, variables: Record<string, unknown> = {}) => {
  const query = `query ($cursor: String) { imports${args} { nodes { ${fields} } totalCount
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;
  const used = args.includes('$cursor') ? query : query.replace('($cursor: String) ', '');
  return (await read(used, variables))['imports'] as Imports;
};

describe('imports', () => {
  test('are all files and recordBars, the newest first, with what became of them', async () => {
    const { nodes, totalCount } = await importsOf(
      '',
      `file source format status datasets read inserted updated unchanged refused touchesFrom error by { id name }`,
    );
    expect(totalCount).toBe(nodes.length);
    const shown = nodes.map(({ file, status, read: rows, inserted, updated, unchanged, refused }) =>
      [file, status, rows, inserted, updated, unchanged, refused].join(' '),
    );
    expect(shown).toEqual([
      'recordBars SUCCEEDED 1 0 1 0 0',
      'events.csv FAILED 0 0 0 0 0',
      'shareholding.csv SUCCEEDED 1 0 1 0 0',
      'statements.csv SUCCEEDED 2 0 1 1 0',
      'prices.csv SUCCEEDED 2 0 2 0 0',
      'actions.csv SUCCEEDED 1 0 1 0 0',
      'events.csv SUCCEEDED 2 2 0 0 0',
      'shareholding.csv SUCCEEDED 1 1 0 0 0',
      'statements.csv SUCCEEDED 3 3 0 0 0',
      'indices.csv SUCCEEDED 2 2 0 0 0',
      'prices.csv SUCCEEDED 9 7 0 0 2',
      'actions.csv SUCCEEDED 2 2 0 0 0',
      'companies.csv SUCCEEDED 2 2 0 0 0',
      expect.stringMatching(/^calendar\/nse\.csv SUCCEEDED (\d+) \1 0 0 0$/),
    ]);
    const [recorded, failed] = nodes;
    expect(recorded).toMatchObject({
      ...{
        source: 'recordBars',
        format: 'GRAPHQL',
        datasets: ['PRICES'],
        touchesFrom: '2024-10-08',
        error: null,
      },
      by: { id: encodeId(USER_IDS, store.userId), name: 'Ravi' },
    });
    expect(failed).toMatchObject({
      ...{ source: 'events.csv', format: 'CSV', datasets: ['EVENTS'], touchesFrom: null, by: null },
      error: expect.stringContaining('colour'),
    });
  });

  test('that touch all days touch those from the first bar on', async () => {
    const touch = (day: string) =>
      asOwner(database, `UPDATE batches SET touches_from = ${day} WHERE dataset = 'companies'`);
    await touch("'-infinity'");
    const { nodes } = await importsOf('(filter: { datasets: [COMPANIES] })', 'touchesFrom');
    await touch('NULL');
    expect(nodes).toEqual([{ touchesFrom: '2024-10-01' }]);
  });

  test('leave nothing but their reason where they are refused as a whole, in the audit too', async () => {
    const { rows } = await database.pool.query(
      `SELECT result, details FROM audit_entries WHERE action = 'IMPORTED' AND result <> 'DONE'`,
    );
    expect(rows).toEqual([
      {
        result: 'FAILED',
        details: { dataset: 'events', rows: 0, inserted: 0, updated: 0, unchanged: 0, refused: 0 },
      },
    ]);
  });

  test.each([
    ['{ statuses: [FAILED] }', ['events.csv']],
    ['{ datasets: [EVENTS] }', ['events.csv', 'events.csv']],
    [
      '{ datasets: [EVENTS, SHAREHOLDING], statuses: [SUCCEEDED] }',
      ['shareholding.csv', 'events.csv', 'shareholding.csv'],
    ],
    ['{ datasets: [WITHDRAWALS] }', []],
    ['{ statuses: [UNCHANGED] }', []],
  ])('are filtered by %s', async (filter, files) => {
    const { nodes, totalCount } = await importsOf(`(filter: ${filter})`, 'file');
    expect(nodes.map(({ file }) => file)).toEqual(files);
    expect(totalCount).toBe(files.length);
  });

  test('are filtered by the time that they show', async () => {
    const { nodes } = await importsOf(`(filter: { from: "${store.second}" })`, 'file at');
    expect(nodes.map(({ file }) => file)).toEqual(expect.arrayContaining(['recordBars', 'events.csv']));
    const before = await importsOf(`(filter: { to: "${String(nodes.at(-1)?.['at'])}" })`, 'file');
    expect(before.totalCount + nodes.length).toBe(14);
  });

  test.each([
    [
      '{ datasets: [] }',
      'Expected at least one value in filter.datasets, got none: leave it out to list all.',
    ],
    [
      '{ statuses: [] }',
      'Expected at least one value in filter.statuses, got none: leave it out to list all.',
    ],
    [
      '{ from: "2024-01-02T00:00:00Z", to: "2024-01-02T00:00:00Z" }',
      'Expected filter.from to be before filter.to, got 2024-01-02T00:00:00.000Z and 2024-01-02T00:00:00.000Z: swap them.',
    ],
  ])('refuse the filter %s', async (filter, message) => {
    expect(await errorsOf(`{ imports(filter: ${filter}) { totalCount } }`)).toEqual([
      [message, 'BAD_USER_INPUT'],
    ]);
  });

  test('come in pages that meet, both ways, with cursors of their filter', async () => {
    const all = (await importsOf('', 'id')).nodes;
    const first = await importsOf('(first: 5)', 'id');
    const second = await importsOf('(first: 5, after: $cursor)', 'id', { cursor: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes]).toEqual(all.slice(0, 10));
    const back = await importsOf('(last: 5, before: $cursor)', 'id', { cursor: second.pageInfo.startCursor });
    expect(back.nodes).toEqual(first.nodes);
    expect((await importsOf('(last: 2)', 'id')).nodes).toEqual(all.slice(-2));
    const [[message]] = await errorsOf(
      `{ imports(filter: { statuses: [FAILED] }, after: "${first.pageInfo.endCursor}") { totalCount } }`,
    );
    expect(message).toContain('Expected a cursor with filter');
  });

  test('are found by their ids', async () => {
    const [{ id }] = (await importsOf('(first: 1)', 'id')).nodes;
    const unknown = Buffer.from('Import:999').toString('base64url');
    expect(
      await read('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Import { file } } }', {
        ids: [id, unknown],
      }),
    ).toEqual({ nodes: [{ id, file: 'recordBars' }, null] });
  });

  test('have their refused rows, in the order of their lines', async () => {
    const fields = (args: string) => `refused refusals(${args}) {
      nodes { line column value rule reason } totalCount pageInfo { endCursor hasNextPage } }`;
    const refusalsOf = async (args: string) => {
      const { nodes } = await importsOf('(filter: { datasets: [PRICES] }, first: 3)', fields(args));
      return nodes[2]['refusals'] as {
        nodes: unknown[];
        totalCount: number;
        pageInfo: { endCursor: string };
      };
    };
    const first = await refusalsOf('first: 1');
    expect(first).toEqual({
      nodes: [
        {
          ...{ line: 9, column: 'date', value: '2024-10-05', rule: 'CLOSED_DAY' },
          reason: expect.stringContaining('weekend'),
        },
      ],
      totalCount: 2,
      pageInfo: { endCursor: expect.any(String), hasNextPage: true },
    });
    const last = { line: 10, column: 'open', value: '-1', rule: 'NOT_POSITIVE' };
    expect(await refusalsOf('last: 1')).toMatchObject({ nodes: [last] });
    const { imports } = (await read(
      `{ imports(filter: { datasets: [PRICES] }, last: 1) { nodes {
        refusals(after: "${first.pageInfo.endCursor}") { nodes { line } } } } }`,
    )) as { imports: Imports };
    expect(imports.nodes).toEqual([{ refusals: { nodes: [{ line: 10 }] } }]);
  });

  test('have their flagged rows, in pages both ways, and counts of them', async () => {
    const flaggedOf = async (args: string) => {
      const { nodes } = await importsOf(
        '(filter: { datasets: [STATEMENTS] }, last: 1)',
        `flags { kind count } flagged(${args}) { nodes { line kind ticker date detail } totalCount
           pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }`,
      );
      return nodes[0] as { flagged: Imports };
    };
    const row = (line: number, detail: string) => ({
      line,
      kind: 'UNITS',
      ticker: 'A.NS',
      date: '2024-03-31',
      detail,
    });
    const first = await flaggedOf('first: 1');
    expect(first).toMatchObject({
      flags: [{ kind: 'UNITS', count: 2 }],
      flagged: { nodes: [row(2, 'eps 10')], totalCount: 2, pageInfo: { hasNextPage: true } },
    });
    const next = await flaggedOf(`first: 5, after: "${first.flagged.pageInfo.endCursor}"`);
    expect(next.flagged).toMatchObject({
      nodes: [row(3, 'sales 100')],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const back = await flaggedOf(`last: 1, before: "${next.flagged.pageInfo.startCursor}"`);
    expect(back.flagged.nodes).toEqual(first.flagged.nodes);
  });
});

describe('calendar', () => {
  test('is day by day, with the names of holidays', async () => {
    expect(
      await read('{ calendar(from: "2024-10-01", to: "2024-10-05") { date open kind name source } }'),
    ).toEqual({
      calendar: [
        { date: '2024-10-01', open: true, kind: null, name: null, source: null },
        {
          date: '2024-10-02',
          open: false,
          kind: 'HOLIDAY',
          name: 'Gandhi Jayanti',
          source: 'calendar/nse.csv',
        },
        { date: '2024-10-03', open: true, kind: null, name: null, source: null },
        { date: '2024-10-04', open: true, kind: null, name: null, source: null },
        { date: '2024-10-05', open: false, kind: null, name: null, source: null },
      ],
    });
    // No bars, and no entry: nothing is known of the year.
    expect(await read('{ calendar(from: "1999-10-01", to: "1999-10-01") { open } }')).toEqual({
      calendar: [{ open: false }],
    });
  });

  test.each([
    [
      'from: "2024-10-02", to: "2024-10-01"',
      'Expected from to be at most to, got from 2024-10-02 and to 2024-10-01',
    ],
    ['from: "2000-01-01", to: "2010-12-14"', 'Expected at most 4000 days, got 4001: ask for a shorter span.'],
  ])('refuses %s', async (span, message) => {
    expect(await errorsOf(`{ calendar(${span}) { date } }`)).toEqual([
      [expect.stringContaining(message), 'BAD_USER_INPUT'],
    ]);
  });
});

describe('indices', () => {
  test('are listed by their names, and found without regard to case and blanks', async () => {
    const nifty = { name: 'NIFTY 50', newest: '2024-10-08' };
    expect(
      await read(
        '{ indices { name newest } index(name: " NIFTY50") { name newest } no: index(name: "X") { name } }',
      ),
    ).toEqual({ indices: [nifty], index: nifty, no: null });
  });

  test('have bars, in pages both ways', async () => {
    const bars = async (args: string) => {
      const data = await read(
        `{ index(name: "NIFTY 50") { bars${args} { nodes { date open high low close recordedAt } totalCount
          pageInfo { startCursor endCursor hasNextPage } } } }`,
      );
      return (data['index'] as { bars: Imports }).bars;
    };
    const bar = (date: string) => ({
      date,
      open: 10,
      high: 12,
      low: 9,
      close: 11,
      recordedAt: expect.any(String),
    });
    const first = await bars('(first: 1)');
    expect(first).toMatchObject({
      nodes: [bar('2024-10-08')],
      totalCount: 2,
      pageInfo: { hasNextPage: true },
    });
    const second = await bars(`(first: 1, after: "${first.pageInfo.endCursor}")`);
    expect(second).toMatchObject({ nodes: [bar('2024-10-07')], pageInfo: { hasNextPage: false } });
    expect((await bars(`(last: 1, before: "${second.pageInfo.startCursor}")`)).nodes).toEqual(first.nodes);
    expect(await bars('(to: "2024-10-07")')).toMatchObject({ nodes: [bar('2024-10-07')], totalCount: 1 });
    expect(
      await errorsOf(
        `{ index(name: "NIFTY 50") { bars(from: "2024-10-01", after: "${first.pageInfo.endCursor}") { totalCount } } }`,
      ),
    ).toEqual([[expect.stringContaining('Expected a cursor with from 2024-10-01'), 'BAD_USER_INPUT']]);
  });
});

describe('gaps', () => {
  const gapsOf = async (ticker: string, args = '') =>
    (
      (await read(`{ stock(ticker: "${ticker}") { gaps${args} { from to sessions cause } } }`))['stock'] as {
        gaps: unknown;
      }
    ).gaps;
  const gap = (date: string, cause: string) => ({ from: date, to: date, sessions: 1, cause });

  test('are sessions without a bar, with their cause as far as it is known', async () => {
    expect(await gapsOf('A')).toEqual([gap('2024-10-03', 'SOURCE_MISSING')]);
    expect(await gapsOf('B')).toEqual([gap('2024-10-03', 'SOURCE_MISSING'), gap('2024-10-04', 'UNKNOWN')]);
  });

  test('are those of a span; before the first bar there is none', async () => {
    expect(await gapsOf('B', '(from: "2024-10-04")')).toEqual([gap('2024-10-04', 'UNKNOWN')]);
    expect(await gapsOf('B', '(to: "2024-10-03")')).toEqual([gap('2024-10-03', 'SOURCE_MISSING')]);
    expect(await gapsOf('B', '(from: "2020-01-01", to: "2024-09-30")')).toEqual([]);
    expect(
      await errorsOf('{ stock(ticker: "A") { gaps(from: "2024-10-04", to: "2024-10-03") { from } } }'),
    ).toEqual([[expect.stringContaining('Expected from to be at most to'), 'BAD_USER_INPUT']]);
  });
});

describe('data quality', () => {
  const qualityOf = async (ticker: string, args = '') => {
    const data = await read(
      `{ stock(ticker: "${ticker}") { dataQuality${args} { on score bars expected gaps flags { kind count }
        freshness { dataset newest sessionsBehind stale } issues } } }`,
    );
    return (data['stock'] as { dataQuality: Record<string, unknown> }).dataQuality;
  };

  test('counts flagged and missing sessions of those that are expected', async () => {
    expect(await qualityOf('B')).toEqual({
      ...{ on: '2024-10-08', score: 1 - 3 / 5, bars: 3, expected: 5, gaps: 2 },
      flags: [
        { kind: 'GAP', count: 2 },
        { kind: 'COPIED', count: 1 },
      ],
      freshness: [
        { dataset: 'PRICES', newest: '2024-10-08', sessionsBehind: 0, stale: false },
        ...['FUNDAMENTALS', 'STATEMENTS', 'SHAREHOLDING'].map((dataset) => ({
          ...{ dataset, newest: null, sessionsBehind: null, stale: false },
        })),
      ],
      issues: [
        'Of the last 5 sessions, 2 have no bar.',
        'COPIED of 2024-10-07: all prices and the volume are those of 2024-10-01.',
        'There are no fundamentals.',
        'There is no shareholding.',
      ],
    });
  });

  test('is as of a day, and tells flags of what was published', async () => {
    const quality = await qualityOf('A', '(on: "2024-10-06")');
    expect(quality).toMatchObject({ on: '2024-10-04', score: 1 - 1 / 3, bars: 2, expected: 3, gaps: 1 });
    expect(quality['flags']).toContainEqual({ kind: 'UNITS', count: 1 });
    expect(quality['issues']).toContain('UNITS of 2024-03-31: sales 100.');
    expect(quality['freshness']).toContainEqual({
      ...{ dataset: 'SHAREHOLDING', newest: '2024-06-30', sessionsBehind: null, stale: false },
    });
    expect((await qualityOf('A', '(on: "2024-05-09")'))['issues']).toEqual([
      'There is no bar up to 2024-05-09.',
      'There is no shareholding.',
    ]);
  });
});

test('the status of the warehouse tells of each dataset', async () => {
  const { warehouseStatus } = (await read(
    `{ warehouseStatus { stocks sessions bars from to databaseBytes awaited { date }
      datasets { dataset rows accepted flagged refused newest sessionsBehind stale sources } } }`,
  )) as { warehouseStatus: Record<string, unknown> & { datasets: Record<string, unknown>[] } };
  expect(warehouseStatus).toMatchObject({
    ...{ stocks: 2, sessions: 5, bars: 7, from: '2024-10-01', to: '2024-10-08', awaited: null },
    databaseBytes: expect.any(Number),
  });
  const of = Object.fromEntries(warehouseStatus.datasets.map((one) => [one['dataset'], one]));
  expect(Object.keys(of)).toHaveLength(14);
  expect(of['PRICES']).toEqual({
    ...{ dataset: 'PRICES', rows: 7, accepted: 10, refused: 2, newest: '2024-10-08', stale: true },
    ...{
      flagged: expect.any(Number),
      sessionsBehind: expect.any(Number),
      sources: ['prices.csv', 'recordBars'],
    },
  });
  expect(of['STATEMENTS']).toMatchObject({
    ...{
      rows: 3,
      accepted: 5,
      flagged: 2,
      refused: 0,
      newest: '2024-03-31',
      sessionsBehind: null,
      stale: true,
    },
    sources: ['statements.csv'],
  });
  expect(of['EVENTS']).toMatchObject({ rows: 2, accepted: 2, stale: false, sources: ['events.csv'] });
  expect(of['SYMBOLS']).toMatchObject({ rows: 0, accepted: 0, newest: null, stale: false, sources: [] });
});
