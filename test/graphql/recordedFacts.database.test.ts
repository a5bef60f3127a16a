/** Facts as they are known today, and as they were recorded at a moment. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
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

/** Answers about a stock. */
const stockOf = async (fields: string, ticker = 'A', variables: Record<string, unknown> = {}) => {
  const declared = ['$at: DateTime', '$after: String', '$before: String'].filter((one) =>
    fields.includes(one.split(':')[0]),
  );
  const head = declared.length === 0 ? 'query' : `query (${declared.join(', ')})`;
  const query = `${head} { stock(ticker: "${ticker}") { ${fields} } }`;
  const data = await dataOf(await createContext(services), query, variables);
  return data['stock'] as Record<string, unknown>;
};

const errorsOf = async (query: string) => {
  const { errors = [] } = await execute(await createContext(services), query);
  return errors.map(({ message, extensions }) => [message, extensions?.['code']]);
};

/** The moments of the store, and what facts were then. */
const moments = (): readonly (readonly [name: string, at: string | null])[] => [
  ['now', null],
  ['before the first import', store.before],
  ['after the first import', store.first],
  ['after the second import', store.second],
];

async function atEach(fields: string, ticker = 'A'): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const [name, at] of moments()) answers[name] = await stockOf(fields, ticker, { at });
  return answers;
}

describe('bars', () => {
  test('are those of the moment, adjusted by the actions of the moment', async () => {
    const bars = (...closes: readonly number[]) => ({
      bars: { nodes: closes.map((close) => ({ close })), totalCount: closes.length },
    });
    expect(await atEach('bars(asRecorded: $at) { nodes { close } totalCount }')).toEqual({
      now: bars(51, 50, 26, 25),
      'before the first import': bars(),
      'after the first import': bars(50, 50, 50, 50),
      'after the second import': bars(50, 50, 26, 25),
    });
  });

  test('are adjusted up to a day and no further', async () => {
    const closes = async (argument: string) => {
      const { bars } = await stockOf(`bars(${argument}) { nodes { close } }`);
      return (bars as { nodes: { close: number }[] }).nodes.map(({ close }) => close);
    };
    expect(await closes('adjustedTo: "2024-10-04"')).toEqual([51, 50, 104, 100]);
    expect(await closes('adjustedTo: "2024-10-07"')).toEqual([51, 50, 26, 25]);
    // The bonus of December, 3 : 1.
    expect(await closes('to: "2024-10-07", adjustedTo: "2025-01-01"')).toEqual([50 / 3, 26 / 3, 25 / 3]);
    expect(await closes('to: "2024-10-04", adjustedTo: "2024-10-08"')).toEqual([26, 25]);
    expect(
      await errorsOf(
        '{ stock(ticker: "A") { bars(adjusted: false, adjustedTo: "2024-10-04") { totalCount } } }',
      ),
    ).toEqual([
      [
        'Expected adjusted to be true with adjustedTo 2024-10-04, got false: leave one of both out.',
        'BAD_USER_INPUT',
      ],
    ]);
  });

  test('tell their source, when they were recorded and what is odd', async () => {
    const answers = await atEach(
      'bars(from: "2024-10-04", to: "2024-10-08", asRecorded: $at) { nodes { date source recordedAt flags { kind detail } } }',
      'B',
    );
    const bar = (date: string, recordedAt: unknown, ...flags: unknown[]) => ({
      date,
      source: 'PRIMARY',
      recordedAt,
      flags,
    });
    const at = expect.any(String);
    const jump = { kind: 'JUMP', detail: 'close 20 after 10 of 2024-10-07' };
    const copy = bar('2024-10-07', at, {
      kind: 'COPIED',
      detail: 'all prices and the volume are those of 2024-10-01',
    });
    expect(answers).toEqual({
      // Features were computed again without the jump.
      now: { bars: { nodes: [bar('2024-10-08', at), copy] } },
      'before the first import': { bars: { nodes: [] } },
      'after the first import': { bars: { nodes: [bar('2024-10-08', at, jump), copy] } },
      'after the second import': { bars: { nodes: [bar('2024-10-08', at), copy] } },
    });
    const times = Object.values(answers).map((answer) =>
      (answer as { bars: { nodes: { recordedAt: string }[] } }).bars.nodes.map(
        ({ recordedAt }) => recordedAt,
      ),
    );
    const [now, , first, second] = times;
    expect(now).toEqual(second);
    expect(now[1]).toBe(first[1]);
    expect(now[0] > store.first && now[0] <= store.second).toBe(true);
    expect(first[0] <= store.first).toBe(true);
  });

  test('have cursors of their moment and adjustment', async () => {
    const { bars } = await stockOf('bars(asRecorded: $at, first: 1) { pageInfo { endCursor } }', 'A', {
      at: store.first,
    });
    const { pageInfo } = bars as { pageInfo: { endCursor: string } };
    const next = await stockOf(
      'bars(asRecorded: $at, first: 1, after: $after) { nodes { date close } }',
      'A',
      {
        at: store.first,
        after: pageInfo.endCursor,
      },
    );
    expect(next).toEqual({ bars: { nodes: [{ date: '2024-10-07', close: 50 }] } });
    for (const other of ['', 'adjustedTo: "2024-10-08", ']) {
      const [[message]] = await errorsOf(
        `{ stock(ticker: "A") { bars(${other}first: 1, after: "${pageInfo.endCursor}") { totalCount } } }`,
      );
      expect(message).toMatch(
        /^Expected a cursor with .+, got one with .+: keep to the arguments of its list/,
      );
    }
  });
});

test('statements are those of the moment, with when they were corrected', async () => {
  const figure = (metric: string, value: number, periodEnd = '2024-03-31', supersededAt: unknown = null) => ({
    ...{ metric, value, periodEnd, period: 'ANNUAL', months: 12, basis: null, supersededAt },
    publishedOn: periodEnd.replace('03-31', '05-10'),
    source: periodEnd < '2024' ? 'SECONDARY' : 'PRIMARY',
  });
  const list = (...nodes: unknown[]) => ({ statements: { nodes, totalCount: nodes.length } });
  const [sales, former] = [figure('sales', 100), figure('sales', 90, '2023-03-31')];
  expect(
    await atEach(`statements(asRecorded: $at) {
      nodes { metric value period periodEnd months basis publishedOn source supersededAt } totalCount }`),
  ).toEqual({
    now: list(sales, figure('eps', 5), former),
    'before the first import': list(),
    'after the first import': list(sales, figure('eps', 10, '2024-03-31', expect.any(String)), former),
    'after the second import': list(sales, figure('eps', 5), former),
  });
});

test('statements come in pages that meet, both ways', async () => {
  const page = 'nodes { metric value } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }';
  interface Page {
    readonly nodes: readonly unknown[];
    readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
  }
  const pageOf = async (args: string, variables = {}) =>
    (await stockOf(`statements(${args}) { ${page} }`, 'A', variables))['statements'] as Page;
  const first = await pageOf('first: 2');
  expect(first).toMatchObject({
    nodes: [{ metric: 'sales', value: 100 }, { metric: 'eps' }],
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
  const second = await pageOf('first: 2, after: $after', { after: first.pageInfo.endCursor });
  expect(second).toMatchObject({ nodes: [{ metric: 'sales', value: 90 }], pageInfo: { hasNextPage: false } });
  expect((await pageOf('last: 2, before: $before', { before: second.pageInfo.startCursor })).nodes).toEqual(
    first.nodes,
  );
  expect((await pageOf('last: 1')).nodes).toEqual(second.nodes);
});

test('shareholding and fundamentals are those of the moment, with the flags of their rows', async () => {
  const facts = (promoterPct: number, pe: number, late: boolean, units: readonly string[]) => ({
    shareholding: { promoterPct, flags: late ? [{ kind: 'LATE', detail: '20 days' }] : [] },
    fundamentals: { pe, basis: null, flags: units.map((detail) => ({ kind: 'UNITS', detail })) },
  });
  const fields = `shareholding(asRecorded: $at) { promoterPct flags { kind detail } }
    fundamentals(asRecorded: $at) { pe basis flags { kind detail } }`;
  expect(await atEach(fields)).toEqual({
    now: facts(55, 10.2, false, ['sales 100']),
    'before the first import': { shareholding: null, fundamentals: null },
    'after the first import': facts(50, 5, true, ['eps 10', 'sales 100']),
    'after the second import': facts(55, 10, false, ['sales 100']),
  });
});

test('yields are of the figures, the actions and the close of the moment', async () => {
  const yields = (earningsYield: number) => ({
    fundamentals: { earningsYield, bookYield: null, assetGrowth: null },
  });
  const fields = 'fundamentals(asRecorded: $at) { earningsYield bookYield assetGrowth }';
  expect(await atEach(fields)).toEqual({
    // Earnings per share before the split, over the shares that it makes of one, over the close.
    now: yields(0.0245098039), // 5 / 4 / 51
    'before the first import': { fundamentals: null },
    'after the first import': yields(0.1), // 10 / 2 / 50
    'after the second import': yields(0.025), // 5 / 4 / 50
  });
  await database.db.updateTable('market_kind').set({ adjusted: true }).execute();
  const adjusted = await stockOf(fields, 'A', { at: null });
  await database.db.updateTable('market_kind').set({ adjusted: false }).execute();
  // Adjusted closes are adjusted for the bonus of December, too: 5 / 4 / 3 / 51.
  expect(adjusted).toEqual(yields(0.0081699346));
});

test('actions are those of the moment, with their factors and flags', async () => {
  const bonus = { kind: 'BONUS', exDate: '2024-12-02', newShares: 3, oldShares: 1, factor: 1 / 3, flags: [] };
  const split = (newShares: number, flags: readonly unknown[] = []) => ({
    ...{ kind: 'SPLIT', exDate: '2024-10-07', newShares, oldShares: 1, factor: 1 / newShares, flags },
  });
  const whole = (action: object) => ({ ...action, price: null, factorDerived: false, source: null });
  const denied = (detail: string) => ({ kind: 'ACTION_DENIED', detail });
  // The close before the split was corrected later in the second import, as the flag of now says.
  const after = (close: number, adjusted: number) =>
    denied(`SPLIT: close 50 of 2024-10-07 after ${close} of 2024-10-04, adjusted ${adjusted}`);
  const answers = await atEach(`actions(asRecorded: $at) {
    kind exDate newShares oldShares price factor factorDerived source flags { kind detail } }`);
  expect(answers).toMatchObject({
    now: { actions: [whole(bonus), whole(split(4, [after(104, 26)]))] },
    'before the first import': { actions: [] },
    'after the first import': { actions: [whole(bonus), whole(split(2, [denied('open 50')]))] },
    'after the second import': { actions: [whole(bonus), whole(split(4, [after(100, 25)]))] },
  });
  await database.db.updateTable('market_kind').set({ adjusted: true }).execute();
  const { actions } = await stockOf('actions { kind factor }');
  await database.db.updateTable('market_kind').set({ adjusted: false }).execute();
  expect(actions).toEqual([
    { kind: 'BONUS', factor: null },
    { kind: 'SPLIT', factor: null },
  ]);
});

test('each version of a corrected fact tells when it was recorded', async () => {
  const answers = await atEach(`
    bars(from: "2024-10-04", to: "2024-10-04", adjusted: false, asRecorded: $at) { nodes { close recordedAt } }
    statements(asRecorded: $at) { nodes { metric value recordedAt supersededAt } }
    shareholding(asRecorded: $at) { promoterPct recordedAt }
    actions(asRecorded: $at) { kind newShares recordedAt }`);
  interface Version {
    readonly recordedAt: string;
    readonly supersededAt?: string | null;
  }
  interface Facts {
    readonly bars: { readonly nodes: readonly (Version & { readonly close: number })[] };
    readonly statements: {
      readonly nodes: readonly (Version & { readonly metric: string; readonly value: number })[];
    };
    readonly shareholding: Version & { readonly promoterPct: number };
    readonly actions: readonly (Version & { readonly kind: string; readonly newShares: number })[];
  }
  const [former, corrected] = ['after the first import', 'after the second import'].map((name) => {
    const { bars, statements, shareholding, actions } = answers[name] as Facts;
    const eps = statements.nodes.find(({ metric }) => metric === 'eps');
    const split = actions.find(({ kind }) => kind === 'SPLIT');
    return {
      values: [bars.nodes[0].close, eps?.value, shareholding.promoterPct, split?.newShares],
      at: [bars.nodes[0], eps, shareholding, split].map((version) => version?.recordedAt ?? ''),
      supersededAt: eps?.supersededAt,
    };
  });
  expect([former.values, corrected.values]).toEqual([
    [100, 10, 50, 2],
    [104, 5, 55, 4],
  ]);
  expect(former.at.every((at) => at > store.before && at <= store.first)).toBe(true);
  expect(corrected.at.every((at) => at > store.first && at <= store.second)).toBe(true);
  expect([former.supersededAt, corrected.supersededAt]).toEqual([corrected.at[1], null]);
});

test('events are those of a span, the newest first', async () => {
  const results = {
    kind: 'RESULTS',
    date: '2024-10-08',
    announcedOn: '2024-10-01',
    detail: null,
    source: null,
  };
  const resigned = {
    ...{
      kind: 'BOARD_RESIGNATION',
      date: '2024-08-05',
      announcedOn: '2024-08-05',
      detail: 'The chair',
      source: null,
    },
  };
  const events = async (args: string) =>
    (await stockOf(`events${args} { kind date announcedOn detail source }`))['events'];
  expect(await events('')).toEqual([results, resigned]);
  expect(await events('(from: "2024-08-06")')).toEqual([results]);
  expect(await events('(to: "2024-08-05")')).toEqual([resigned]);
  expect(
    await errorsOf('{ stock(ticker: "A") { events(from: "2024-08-06", to: "2024-08-05") { kind } } }'),
  ).toEqual([[expect.stringContaining('Expected from to be at most to'), 'BAD_USER_INPUT']]);
});
