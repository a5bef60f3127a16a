/** Risks over GraphQL: of a stock, its history, lists, the dashboard and the numbers of the screen. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { anonymousAt, callerWithSession, rightsTo, type Caller } from '../../src/access/caller.js';
import { encodeRiskCursor } from '../../src/books/risk/riskCursor.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type GraphqlContext, type Services } from '../../src/graphql/context.js';
import { encodeId } from '../../src/graphql/ids.js';
import { RISK_IDS } from '../../src/graphql/risk/risk.js';
import { RISK_PARTS } from '../../src/risk/names.js';
import type { Ticker } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { dayServices } from '../support/days/dayServices.js';
import { date, fill, FORMER, NEWEST, UNSCORED } from '../support/days/filledStore.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { riskMethod } from '../support/risk/riskDay.js';
import { storeRisks, type GivenRun } from '../support/risk/storeRisks.js';

const { tickers } = DAY.section;
const [A, B, C, D] = tickers;
/** Assessed sessions before the two scored ones, by runs 11 to 15. 2024-10-02 is none. */
const SESSIONS = ['2024-09-27', '2024-09-30', '2024-10-01', '2024-10-03', '2024-10-04'].map(date);

let database: Database;
let services: Services;
const ids = new Map<string, number>();
const idOf = (ticker: string) => ids.get(ticker) ?? NaN;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  const rows = await database.db.selectFrom('stocks').select(['id', 'ticker']).execute();
  for (const { id, ticker } of rows) ids.set(ticker, id);
  services = await dayServices(database);
}, 120_000);
afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(closeTestDatabases);

const context = (caller?: Caller): Promise<GraphqlContext> => createContext(services, caller);
const ask = async (query: string, variables?: Record<string, unknown>, caller?: Caller) =>
  dataOf(await context(caller), query, variables);
const refusal = async (query: string, variables?: Record<string, unknown>, caller?: Caller) => {
  const { errors = [] } = await execute(await context(caller), query, variables);
  return errors.map(({ message, extensions }) => `${String(extensions?.['code'])} ${message}`);
};

describe('before any session is assessed', () => {
  test('there is no risk, an empty dashboard, and the method of the service', async () => {
    const data = await ask(`{
      risks { totalCount nodes { value } pageInfo { hasNextPage } }
      stock(ticker: "${A}") { risk { value } risks { totalCount nodes { value } } }
      riskDashboard(on: "${NEWEST}") {
        date thin missing levels { level count } riskiest { value } rises { change } sectors { median }
        openAlerts { severity count }
      }
      riskMethod { name hash document }
      stocks(orderBy: { field: RISK }) { totalCount edges { values(fields: [RISK]) { value sectorMedian } } }
    }`);
    expect(data).toMatchObject({
      risks: { totalCount: 0, nodes: [] },
      stock: { risk: null, risks: { totalCount: 0, nodes: [] } },
      riskDashboard: {
        ...{ date: NEWEST, thin: 0, missing: 0, riskiest: [], rises: [], sectors: [] },
        levels: ['LOW', 'MODERATE', 'HIGH', 'VERY_HIGH'].map((level) => ({ level, count: 0 })),
        openAlerts: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].map((severity) => ({ severity, count: 0 })),
      },
      riskMethod: { name: riskMethod.name, hash: riskMethod.hash },
      stocks: { totalCount: 35 },
    });
    expect(data).toHaveProperty('riskMethod.document', services.risk.document);
    expect(JSON.stringify(data['stocks'])).not.toMatch(/"value":[^n]/);
  });
});

/** All stocks but the last; their volatility rises with their place. */
const ofAll = (k: number): GivenRun['risks'] =>
  tickers.slice(0, -1).map((ticker, i) => ({
    stock: idOf(ticker),
    raw: {
      VOLATILITY: 0.15 + i / 100 + (ticker === B ? k / 20 : 0),
      ...(ticker === C ? { MARKET: null, SIZE: null } : {}),
    },
    ...(ticker === D ? { thin: ['LIQUIDITY'] as const } : {}),
  }));

describe('once sessions are assessed, by runs that store no scores', () => {
  beforeAll(async () => {
    // The snapshot of before is kept, so that a later one must find out by itself.
    await services.snapshots.newest();
    await storeRisks(database, [
      ...SESSIONS.map((day, k) => ({ id: 11 + k, day, isCurrent: true, risks: ofAll(k) })),
      // C is not assessed on the former day.
      { id: 16, day: FORMER, isCurrent: true, risks: ofAll(5).filter(({ stock }) => stock !== idOf(C)) },
      { id: 17, day: NEWEST, isCurrent: true, risks: ofAll(6) },
      // Never current, and riskier.
      { id: 18, day: NEWEST, isCurrent: false, risks: [{ stock: idOf(A), raw: { VOLATILITY: 5 } }] },
    ]);
  });

  test('a risk has six parts with reason and unit, factors, method and run', async () => {
    const { stock } = await ask(`{ stock(ticker: "${C}") { risk {
      date value lower upper judged level methodName methodHash run { date scored } stock { ticker name }
      parts { kind weight value counted lower upper raw rawLower rawUpper unit observations status reason }
      factors { kind contribution sentence }
    } } }`);
    const { risk } = stock as { risk: Record<string, unknown> & { parts: Record<string, unknown>[] } };
    expect(risk).toMatchObject({
      ...{ date: NEWEST, methodName: riskMethod.name, methodHash: riskMethod.hash, level: 'LOW' },
      ...{ run: { date: NEWEST, scored: 0 }, stock: { ticker: C, name: `New ${C}` } },
      // .4 × 4.44 + .15 × 20 + .2 × 20 + .1 × 70 + .1 × 70 + .05 × 0, by hand.
      value: 22.78,
      // Instead of 70 for SIZE and MARKET, 100 each.
      judged: 28.78,
    });
    expect(risk.parts.map(({ kind }) => kind)).toEqual(RISK_PARTS);
    expect(risk.parts.map(({ unit }) => unit)).toEqual([
      'fraction per year',
      'fraction',
      'INR crore per session',
      'INR crore',
      'beta',
      'points',
    ]);
    expect(risk.parts.reduce((sum, { weight }) => sum + (weight as number), 0)).toBeCloseTo(1, 12);
    expect(risk.parts[4]).toEqual({
      ...{ kind: 'MARKET', weight: 0.1, value: null, counted: 70, lower: 0, upper: 100 },
      ...{ raw: null, rawLower: null, rawUpper: null, unit: 'beta', observations: 3, status: 'MISSING' },
      reason: '3 of MARKET, more needed',
    });
    expect(risk.parts[1]).toMatchObject({ value: 20, lower: 20, upper: 20, raw: 0.2, rawLower: null });
    expect(risk['factors']).toEqual([
      {
        kind: 'SIZE',
        contribution: 7,
        sentence: 'Size is not known (3 of SIZE, more needed) and counts as 70.',
      },
      {
        kind: 'MARKET',
        contribution: 7,
        sentence: 'Beta is not known (3 of MARKET, more needed) and counts as 70.',
      },
    ]);
  });

  test.each<[string | null, string | null]>([
    [null, NEWEST],
    ['2030-01-01', NEWEST],
    [NEWEST, NEWEST],
    // C is not assessed on the former day.
    [FORMER, SESSIONS[4]],
    ['2024-10-06', SESSIONS[4]],
    ['2024-10-02', SESSIONS[2]],
    ['2024-09-26', null],
  ])('the risk on %s is that of %s', async (on, of) => {
    const { stock } = await ask(
      `query ($on: Date) { stock(ticker: "${C}") { risk(on: $on) { date } } }`,
      on === null ? {} : { on },
    );
    expect(stock).toEqual({ risk: of && { date: of } });
  });

  test('a stock that was never assessed has no risk', async () => {
    const { stock } = await ask(
      `{ stock(ticker: "${tickers[35]}") { risk { value } risks { totalCount } } }`,
    );
    expect(stock).toEqual({ risk: null, risks: { totalCount: 0 } });
  });

  test('risks before a risk are read with one statement, over sessions without any', async () => {
    const now = await context();
    const { stock } = await dataOf(
      now,
      `{ stock(ticker: "${C}") { risk { previous { date previous { date previous { date } } } } } }`,
    );
    expect(stock).toEqual({
      risk: {
        previous: { date: SESSIONS[4], previous: { date: SESSIONS[3], previous: { date: SESSIONS[2] } } },
      },
    });
    expect(now.reads.counts.statements).toBe(1);
  });

  test('the first risk has none before it', async () => {
    const { stock } = await ask(
      `{ stock(ticker: "${A}") { risk(on: "${SESSIONS[0]}") { date previous { date } } } }`,
    );
    expect(stock).toEqual({ risk: { date: SESSIONS[0], previous: null } });
  });

  test('evidence is what the score of the day and mode says, null without one, and one statement for a list', async () => {
    const now = await context();
    const data = await dataOf(
      now,
      `{ risks { nodes { stock { ticker score(mode: TRADER) { penalty { total parts { kind points } } guardrails { guardrail fired } } }
           evidence(mode: TRADER) { penalty { total parts { kind points } } fired { guardrail fired reason } } } }
         stock(ticker: "${A}") { risk(on: "${SESSIONS[0]}") { evidence { penalty { total } } } } }`,
    );
    expect(now.reads.counts.statements).toBe(1);
    const { nodes } = data['risks'] as { nodes: Evidenced[] };
    expect(nodes).toHaveLength(35);
    for (const { stock, evidence } of nodes) {
      if (stock.ticker === UNSCORED) expect(evidence).toBeNull();
      else {
        expect(evidence?.penalty).toEqual(stock.score.penalty);
        expect(evidence?.fired.map(({ guardrail }) => guardrail)).toEqual(
          stock.score.guardrails.filter(({ fired }) => fired).map(({ guardrail }) => guardrail),
        );
      }
    }
    expect(nodes.some(({ evidence }) => (evidence?.fired.length ?? 0) > 0)).toBe(true);
    expect(data['stock']).toEqual({ risk: { evidence: null } });
  });

  interface Evidenced {
    readonly stock: {
      readonly ticker: string;
      readonly score: {
        readonly penalty: object;
        readonly guardrails: { guardrail: string; fired: boolean }[];
      };
    };
    readonly evidence: { readonly penalty: object; readonly fired: { guardrail: string }[] } | null;
  }

  test('the history has current risks, the newest first, in pages that reassessing does not change', async () => {
    const page = `query ($first: Int, $after: String, $last: Int, $before: String, $from: Date, $to: Date) { stock(ticker: "${A}") {
      risks(first: $first, after: $after, last: $last, before: $before, from: $from, to: $to) { totalCount pageInfo { hasNextPage endCursor } nodes { date value } } } }`;
    const read = async (variables: Record<string, unknown>) =>
      ((await ask(page, variables))['stock'] as { risks: History }).risks;
    interface History {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      readonly nodes: readonly { readonly date: string; readonly value: number }[];
    }
    const days = [NEWEST, FORMER, ...SESSIONS.toReversed()];
    const whole = await read({});
    expect(whole.totalCount).toBe(7);
    expect(whole.nodes.map((node) => node.date)).toEqual(days);
    const first = await read({ first: 3 });
    const rest = await read({ first: 100, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes]).toEqual(whole.nodes);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const back = await read({ last: 2, before: first.pageInfo.endCursor });
    expect(back.nodes).toEqual(whole.nodes.slice(0, 2));
    expect((await read({ last: 3 })).nodes).toEqual(whole.nodes.slice(-3));
    const span = await read({ from: SESSIONS[1], to: FORMER });
    expect([span.totalCount, span.nodes.length, span.nodes[0].date]).toEqual([5, 5, FORMER]);
    expect(await refusal(page, { from: NEWEST, to: FORMER })).toEqual([
      expect.stringContaining('BAD_USER_INPUT Expected from to be at most to'),
    ]);
    expect(await refusal(page, { after: first.pageInfo.endCursor, to: FORMER })).toEqual([
      expect.stringContaining('BAD_USER_INPUT Expected a cursor with to'),
    ]);
    expect(await refusal(page.replace(A, B), { after: first.pageInfo.endCursor })).toEqual([
      expect.stringContaining('BAD_USER_INPUT Expected a cursor with stock'),
    ]);
  });

  test('a risk is found by its id, and one that no run stored is null', async () => {
    const { stock } = await ask(`{ stock(ticker: "${A}") { risk { id value } } }`);
    const { risk } = stock as { risk: { id: string; value: number } };
    const others = [
      { runId: 99, ticker: A },
      { runId: 17, ticker: 'NOBODY.NS' as Ticker },
      { runId: 1, ticker: A },
    ].map((key) => encodeId(RISK_IDS, key));
    const { nodes } = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Risk { value } } }`, {
      ids: [risk.id, ...others],
    });
    expect(nodes).toEqual([risk, null, null, null]);
    const former = encodeId(RISK_IDS, { runId: 18, ticker: A });
    expect(await ask(`{ node(id: "${former}") { ... on Risk { date level } } }`)).toEqual({
      node: { date: NEWEST, level: 'HIGH' },
    });
  });

  test('the dashboard counts what the lists count, in one statement with the alerts', async () => {
    const now = await context();
    const { riskDashboard } = await dataOf(
      now,
      `{ riskDashboard { date thin missing levels { level count } riskiest { stock { ticker } factors { sentence } }
          rises { since change risk { stock { ticker } } } sectors { sector { key } median stocks } openAlerts { count } } }`,
    );
    expect(now.reads.counts.statements).toBe(1);
    const dashboard = riskDashboard as {
      readonly levels: { readonly level: string; readonly count: number }[];
      readonly riskiest: { readonly stock: { readonly ticker: string } }[];
      readonly sectors: { readonly stocks: number; readonly median: number }[];
    };
    const lists = await ask(
      `{ thin: risks(filter: { statuses: [THIN] }) { totalCount } missing: risks(filter: { statuses: [MISSING] }) { totalCount }
         ${dashboard.levels.map(({ level }) => `${level}: risks(filter: { levels: [${level}] }) { totalCount }`).join('\n')}
         riskiest: risks(first: 10) { nodes { value stock { ticker } } } all: risks { nodes { value } } }`,
    );
    const countOf = (name: string) => (lists[name] as { totalCount: number }).totalCount;
    expect(riskDashboard).toMatchObject({
      ...{ date: NEWEST, thin: countOf('thin'), missing: countOf('missing') },
      // Five assessed sessions before: its volatility rose from 0.21 (13.33 points) to 0.46 (68.89), weighted .4.
      rises: [{ since: SESSIONS[1], change: 22.23, risk: { stock: { ticker: B } } }],
    });
    expect([countOf('thin'), countOf('missing')]).toEqual([1, 1]);
    for (const { level, count } of dashboard.levels) expect([level, count]).toEqual([level, countOf(level)]);
    const { nodes } = lists['riskiest'] as { nodes: { stock: object }[] };
    expect(dashboard.riskiest.map(({ stock }) => stock)).toEqual(nodes.map(({ stock }) => stock));
    // All companies of the store have one industry.
    const values = (lists['all'] as { nodes: { value: number }[] }).nodes.map(({ value }) => value);
    expect(dashboard.sectors).toEqual([
      { sector: { key: expect.any(String) }, stocks: 35, median: values.sort((a, b) => a - b)[17] },
    ]);
  });

  test('the dashboard of an earlier day is that of the session up to it, and of one too early says nothing', async () => {
    const query = 'query ($on: Date) { riskDashboard(on: $on) { date levels { count } rises { change } } }';
    expect(await ask(query, { on: '2024-10-06' })).toMatchObject({
      riskDashboard: { date: SESSIONS[4], rises: [] },
    });
    const { riskDashboard } = await ask(query, { on: '2020-01-01' });
    expect(riskDashboard).toEqual({ date: '2020-01-01', levels: Array(4).fill({ count: 0 }), rises: [] });
  });

  test('the method is that of the newest assessed session', async () => {
    const data = await ask('{ riskMethod { name hash document } }');
    expect(data['riskMethod']).toEqual({
      ...{ name: riskMethod.name, hash: riskMethod.hash },
      document: services.risk.document,
    });
  });
});

const LIST = `query ($on: Date, $filter: RiskFilter, $orderBy: RiskOrder, $first: Int, $after: String) {
  risks(on: $on, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id value stock { ticker } } }
  } }`;

interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly {
    readonly node: { readonly value: number; readonly stock: { readonly ticker: string } };
  }[];
}
const listed = async (variables: Record<string, unknown> = {}) =>
  (await ask(LIST, variables))['risks'] as Page;
const names = ({ edges }: Page) => edges.map(({ node }) => node.stock.ticker);

describe('a list of risks', () => {
  test.each([
    ['an unknown ticker alone', { tickers: ['NOBODY.NS'] }, 'a ticker of a known company in filter.tickers'],
    ['no tickers', { tickers: [] }, 'at least one entry in filter.tickers'],
    ['an unknown sector', { sectors: ['oil'] }, 'Expected keys of sectors in filter.sectors, got "oil"'],
    ['no sectors', { sectors: [] }, 'at least one entry in filter.sectors'],
    ['no levels', { levels: [] }, 'at least one entry in filter.levels'],
    ['no statuses', { statuses: [] }, 'at least one entry in filter.statuses'],
    ['ends that are swapped', { value: { min: 60, max: 40 } }, 'min to be at most max in filter.value'],
    ['more than 100', { upper: { min: 101 } }, 'min of filter.upper to be a number of 0 to 100'],
    ['less than 0', { value: { max: -1 } }, 'max of filter.value to be a number of 0 to 100'],
  ])('refuses a filter with %s', async (_, filter, message) => {
    expect(await refusal(LIST, { filter })).toEqual([expect.stringContaining('BAD_USER_INPUT')]);
    expect(await refusal(LIST, { filter })).toEqual([expect.stringContaining(message)]);
    // So is one where nothing is assessed.
    expect(await refusal(LIST, { filter, on: '1990-01-01' })).toHaveLength(1);
  });

  test('ignores unknown tickers among known ones, and finds by name', async () => {
    expect(names(await listed({ filter: { tickers: ['NOBODY.NS', A] } }))).toEqual([A]);
    expect(names(await listed({ filter: { search: `new ${B.toLowerCase()}` } }))).toEqual([B]);
    expect(await listed({ filter: { search: '' } })).toMatchObject({ totalCount: 35 });
  });

  test.each([501, -1])('refuses a page of %d', async (first) => {
    expect(await refusal(LIST, { first })).toEqual([
      expect.stringContaining('BAD_USER_INPUT Expected first to be a whole number of 0 to 500'),
    ]);
  });

  test('is of the session up to the day, and is empty before the first', async () => {
    expect(await listed({ on: '2024-10-06' })).toMatchObject({ totalCount: 35 });
    expect(await listed({ on: FORMER })).toMatchObject({ totalCount: 34 });
    expect(await listed({ on: '2020-01-01' })).toEqual({
      ...{ totalCount: 0, edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
    });
  });

  test('goes on with the run of its first page after the day is assessed again', async () => {
    const orderBy = { field: 'VOLATILITY', direction: 'ASC' };
    const whole = await listed({ orderBy });
    const first = await listed({ orderBy, first: 4 });
    const reversed = tickers.map((ticker, i) => ({
      stock: idOf(ticker),
      raw: { VOLATILITY: 0.6 - i / 100 },
    }));
    await storeRisks(database, [{ id: 21, day: NEWEST, isCurrent: true, risks: reversed }]);
    const now = await listed({ orderBy });
    expect(now.totalCount).toBe(36);
    expect(names(now)[0]).toBe(tickers[35]);
    const rest = await listed({ orderBy, after: first.pageInfo.endCursor });
    expect([...first.edges, ...rest.edges]).toEqual(whole.edges);
    expect(rest.totalCount).toBe(35);
    // The same words mean the same day for all pages.
    expect(await listed({ orderBy, on: NEWEST, after: first.pageInfo.endCursor })).toEqual(rest);
    expect(await refusal(LIST, { orderBy, on: FORMER, after: first.pageInfo.endCursor })).toEqual([
      expect.stringContaining(`BAD_USER_INPUT Expected a cursor of ${FORMER}, got one of ${NEWEST}`),
    ]);
  });

  test.each([
    ['a text', 'x', 'Expected a cursor from pageInfo'],
    ['a run without risks', encodeRiskCursor(placeIn(1)), 'Expected a run that has risks, got run 1'],
    ['a run that does not exist', encodeRiskCursor(placeIn(9_999)), 'Expected a run that has risks'],
  ])('refuses a cursor of %s', async (_, after, message) => {
    expect(await refusal(LIST, { after })).toEqual([expect.stringContaining(`BAD_USER_INPUT ${message}`)]);
  });

  test('refuses a cursor of stocks, and stocks refuse one of risks', async () => {
    const { stocks } = await ask('{ stocks(first: 1) { pageInfo { endCursor } } }');
    const after = (stocks as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
    expect(await refusal(LIST, { after })).toHaveLength(1);
    const { pageInfo } = await listed({ first: 1 });
    expect(await refusal(`{ stocks(after: "${pageInfo.endCursor}") { totalCount } }`)).toHaveLength(1);
  });

  test('of a session that was withdrawn has expired', async () => {
    const { pageInfo } = await listed({ on: SESSIONS[0], first: 1 });
    await database.db.deleteFrom('assessed_days').where('day', '=', SESSIONS[0]).execute();
    expect(await refusal(LIST, { after: pageInfo.endCursor })).toEqual([
      expect.stringContaining('CURSOR_EXPIRED'),
    ]);
    expect(await ask(`{ stock(ticker: "${A}") { risk(on: "${SESSIONS[0]}") { value } } }`)).toEqual({
      stock: { risk: null },
    });
  });
});

function placeIn(runId: number) {
  const order = { field: 'VALUE', direction: 'DESC' } as const;
  return { runId, on: null, order, filter: '', ticker: tickers[0] };
}

describe('the screen of stocks', () => {
  const SCREEN = `query ($filter: StockFilter, $orderBy: StockOrder, $first: Int, $after: String, $on: Date) {
    stocks(on: $on, filter: $filter, orderBy: $orderBy, first: $first, after: $after, include: ALL) {
      totalCount pageInfo { endCursor }
      edges { node { ticker risk(on: $on) { value upper judged } } values(fields: [RISK, RISK_UPPER, RISK_JUDGED]) { value sectorMedian } }
    } }`;
  interface Screened {
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string };
    readonly edges: readonly {
      readonly node: { readonly ticker: string; readonly risk: Record<string, number> | null };
      readonly values: readonly { readonly value: number | null; readonly sectorMedian: number | null }[];
    }[];
  }
  const screened = async (variables: Record<string, unknown>) =>
    (await ask(SCREEN, variables))['stocks'] as Screened;

  test('has the risks of the same day, and none of another', async () => {
    const { edges } = await screened({ on: NEWEST, first: 50 });
    expect(edges).toHaveLength(36);
    for (const { node, values } of edges) {
      const { value, upper, judged } = node.risk ?? {};
      expect(values.map((one) => one.value)).toEqual([value, upper, judged]);
    }
    expect(edges[0].values[0].sectorMedian).not.toBeNull();
    // On the former day, C has an older risk only.
    const former = await screened({ on: FORMER, filter: { tickers: [C] } });
    expect(former.edges[0].node.risk).not.toBeNull();
    expect(former.edges[0].values[0].value).toBeNull();
  });

  test('filters and orders by them, with unknown ones last, in pages that reassessing does not change', async () => {
    const variables = {
      filter: { where: [{ field: 'RISK', is: 'ABOVE', value: 5 }] },
      orderBy: { field: 'RISK_JUDGED', direction: 'DESC' },
    };
    const whole = await screened({ ...variables, first: 50 });
    const judged = whole.edges.map(({ values }) => values[2].value);
    expect(judged).toEqual(judged.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
    const first = await screened({ ...variables, first: 3 });
    await storeRisks(database, [{ id: 22, day: NEWEST, isCurrent: true, risks: [{ stock: idOf(A) }] }]);
    const rest = await screened({ ...variables, first: 50, after: first.pageInfo.endCursor });
    const values = (edges: Screened['edges']) => edges.map(({ node, ...edge }) => [node.ticker, edge.values]);
    expect(values([...first.edges, ...rest.edges])).toEqual(values(whole.edges));
    const now = await screened({ orderBy: variables.orderBy, first: 50 });
    expect(now.edges.map(({ values: all }) => all[2].value === null)).toEqual([
      false,
      ...Array(35).fill(true),
    ]);
  });
});

describe('open alerts', () => {
  const QUERY = '{ riskDashboard { openAlerts { severity count } } }';
  const user = (id: number) => callerWithSession('192.0.2.1', { id: 1 }, { id, role: 'ANALYST' });
  const counts = async (caller?: Caller) => {
    const { riskDashboard } = await ask(QUERY, {}, caller);
    const { openAlerts } = riskDashboard as { openAlerts: { severity: string; count: number }[] };
    return openAlerts.map(({ severity, count }) => `${severity} ${count}`).join(', ');
  };
  let owners: readonly number[];

  beforeAll(async () => {
    const users = await database.db
      .insertInto('users')
      .values(
        ['one', 'two'].map((name) => ({ email: `${name}@example.com`, name, role: 'ANALYST' as const })),
      )
      .returning('id')
      .execute();
    owners = users.map(({ id }) => id);
    const rules = await database.db
      .insertInto('alert_rules')
      .values(
        [
          { owner_id: owners[0], scope: 'OWN' as const },
          { owner_id: owners[1], scope: 'OWN' as const },
          { owner_id: owners[1], scope: 'EVERYBODY' as const },
          // Its administrator is deleted.
          { owner_id: null, scope: 'EVERYBODY' as const },
        ].map((rule) => ({
          ...{ ...rule, name: 'r', metric: 'RISK', part: null, mode: null, guardrail: null },
          ...{ stock_ids: null, sectors: null, everything: true, comparator: 'ABOVE' as const },
          ...{ threshold: 1, rearm: 0, severity: 'LOW' as const, to_bands: null },
          ...{ on_provisional: false, enabled: true, deleted_at: null },
        })),
      )
      .returning('id')
      .execute();
    const alert = (
      rule: number,
      severity: 'LOW' | 'HIGH',
      state: 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED',
      k: number,
    ) => ({
      ...{ rule_id: rules[rule].id, stock_id: idOf(tickers[k]), day: NEWEST, state, severity, value: 2 },
      ...{ previous: null, threshold: 1, band: null, message: 'm', last_day: NEWEST, note: null },
      ...{ acknowledged_at: null, resolved_at: null, beyond: state !== 'RESOLVED' },
    });
    await database.db
      .insertInto('alerts')
      .values([
        alert(0, 'LOW', 'OPEN', 0),
        alert(0, 'LOW', 'OPEN', 1),
        alert(0, 'HIGH', 'ACKNOWLEDGED', 2),
        alert(0, 'HIGH', 'RESOLVED', 3),
        alert(1, 'HIGH', 'OPEN', 0),
        alert(2, 'LOW', 'OPEN', 0),
        alert(3, 'HIGH', 'OPEN', 0),
      ])
      .execute();
  });

  test("are those of the caller's rules and of the rules for everybody", async () => {
    expect(await counts(user(owners[0]))).toBe('LOW 3, MEDIUM 0, HIGH 1, CRITICAL 0');
    expect(await counts(user(owners[1]))).toBe('LOW 1, MEDIUM 0, HIGH 2, CRITICAL 0');
    expect(await counts(anonymousAt('192.0.2.1', rightsTo(['RISK_READ'])))).toBe(
      'LOW 1, MEDIUM 0, HIGH 1, CRITICAL 0',
    );
  });
});
