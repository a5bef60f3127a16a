/** Two methods over the endpoint: greyoak-1.1, which is served, and greyoak-1.0, which is a session behind. */
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { Recomputer } from '../../src/runs/reproduce/recomputer.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { setupsOf } from '../../src/runs/setupsOf.js';
import { asOwner, closeTestDatabases } from '../support/database/testDatabase.js';
import { answerOf, apiOver, closeApis, get, post, type TestApi } from '../support/http/api.js';
import { removeFolders } from '../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom } from '../support/market/market.js';
import { Copies } from '../support/runs/copies.js';
import { importFiles } from '../support/runs/store.js';
import { eventually } from '../support/time/eventually.js';

const fileOf = (version: string) =>
  fileURLToPath(new URL(`../../config/method-${version}.yaml`, import.meta.url));
const [SERVED, OTHER] = ['greyoak-1.1', 'greyoak-1.0'];

const [sessions, setup, other, derived] = await Promise.all([
  sessionsFrom('2024-05-02', 45),
  loadSetup(),
  loadSetup(fileOf('1.0')),
  loadSetup(fileOf('2.0')),
]);
const [FIRST, , BEFORE, NEWEST] = sessions.slice(40, 44);
const both = setupsOf({ ...setup, others: [other] });

const market = marketOver(sessions, 'served');
/** S02 moved the end of a year by a day: another year by greyoak-1.1, and the same one by greyoak-2.0. */
const MOVED = 'S02.NS,2023-03-30,ANNUAL,roce,0.9,2023-06-20,PRIMARY';
const MARKET = { ...market, statements: [...(market.statements ?? []), MOVED] };

let copies: Copies;
let database: Database;
let api: TestApi;
beforeAll(async () => {
  copies = await Copies.of(async (store) => {
    await importFiles(store, filesOf(MARKET));
    await scoreSpan(store.pool, setup, { from: FIRST, to: NEWEST });
    await scoreSpan(store.pool, other, { from: FIRST, to: BEFORE });
  });
}, 60_000);
afterEach(async () => {
  await closeApis();
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

/**
 * @param methods those that the service scores
 * @param first what is done before it starts
 */
async function open(methods = both, first?: (store: Database) => Promise<unknown>): Promise<void> {
  database = await copies.open();
  await first?.(database);
  api = await apiOver(database, {}, { services: { methods, recomputer: new Recomputer(database) } });
}

async function ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
  const { data, errors = [] } = answerOf(await post(api, query, { variables }));
  expect(errors).toEqual([]);
  return data as Data;
}

async function refusals(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { errors = [] } = answerOf(await post(api, query, { variables }));
  return errors.map(({ message, extensions }) => [extensions['code'], message]);
}

/** The scores of a method as stored, by ticker. */
async function stored(method: string, day: string, mode = 'INVESTOR'): Promise<Map<string, number>> {
  const { rows } = await database.pool.query<{ ticker: string; value: number }>(
    `SELECT ticker, value::float8 FROM current_scores_of($1) AS scores JOIN stocks ON stocks.id = stock_id
     WHERE mode = $2::mode AND day = $3`,
    [method, mode, day],
  );
  return new Map(rows.map(({ ticker, value }) => [ticker, value]));
}

/** The run whose scores of a method and day are current. */
async function runOf(method: string, day: string): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    'SELECT DISTINCT run_id AS id FROM scored_days WHERE method = $1 AND day = $2',
    [method, day],
  );
  return rows[0].id;
}

interface Shown {
  readonly date: string;
  readonly value: number;
  readonly provenance: { readonly methodName: string };
}
interface Listed {
  readonly id: string;
  readonly previous: Shown | null;
}
const SHOWN = 'date value provenance { methodName }';

describe('a field that takes a method', () => {
  test('answers with its scores, and with those of the default one where none is named', async () => {
    await open();
    const fields = `default: score(mode: INVESTOR) { ${SHOWN} }
      served: score(mode: INVESTOR, method: "${SERVED}") { ${SHOWN} previous { ${SHOWN} } }
      other: score(mode: INVESTOR, method: "${OTHER}") { ${SHOWN} previous { ${SHOWN} previous { ${SHOWN} } } }
      scores(mode: INVESTOR, method: "${OTHER}") { totalCount nodes { ${SHOWN} previous { ${SHOWN} } } }
      newest: features { date } features(method: "${OTHER}") { date }
      notScored(method: "${OTHER}") { code }`;
    const { stock } = await ask<{
      stock: Record<'default' | 'served' | 'other', Shown & Listed> & {
        scores: { totalCount: number; nodes: (Shown & Listed)[] };
      } & Record<'newest' | 'features', { date: string }>;
    }>(`{ stock(ticker: "S02") { ${fields} } }`);
    const [ofServed, ofOther] = [await stored(SERVED, NEWEST), await stored(OTHER, BEFORE)];
    expect(stock.default).toMatchObject({ date: NEWEST, value: ofServed.get('S02.NS') });
    expect(stock.served).toMatchObject(stock.default);
    expect(stock.other).toMatchObject({ date: BEFORE, value: ofOther.get('S02.NS') });
    expect(stock.other.value).not.toBe((await stored(SERVED, BEFORE)).get('S02.NS'));
    expect(stock.scores).toMatchObject({ totalCount: 3, nodes: [{ date: BEFORE }, {}, { date: FIRST }] });
    expect(stock.scores.nodes[0].previous).toEqual(
      stock.other.previous && { ...stock.scores.nodes[1], previous: undefined },
    );
    for (const score of [stock.other, stock.other.previous, ...stock.scores.nodes]) {
      expect(score?.provenance.methodName).toBe(OTHER);
    }
    expect(stock.served.previous?.provenance.methodName).toBe(SERVED);
    expect([stock.newest.date, stock.features.date]).toEqual([NEWEST, BEFORE]);
  });

  test('counts bands, momentum and what-ifs by its scores', async () => {
    await open();
    // The market has too few sessions for a momentum: these tell which run they are of.
    await asOwner(database, 'UPDATE sector_momentum SET z = run_id, score = 50');
    const { bands, sectors, whatIf } = await ask<{
      bands: { count: number; meanScore: number | null }[];
      sectors: { momentum: { date: string; z: number } | null }[];
      whatIf: { stocks: { change: number; base: Shown }[] };
    }>(`{
      bands(mode: INVESTOR, method: "${OTHER}") { count meanScore }
      sectors { momentum(method: "${OTHER}") { date z } }
      whatIf(input: { mode: INVESTOR, method: "${OTHER}", first: 100 }) { stocks { change base { ${SHOWN} } } }
    }`);
    const values = [...(await stored(OTHER, BEFORE)).values()];
    expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
    const mean =
      bands.reduce((sum, { count, meanScore }) => sum + count * (meanScore ?? 0), 0) / values.length;
    expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value) / values.length, 1);
    const momenta = sectors.flatMap(({ momentum }) => momentum ?? []);
    expect(momenta.length).toBeGreaterThan(0);
    for (const momentum of momenta) expect(momentum).toEqual({ date: BEFORE, z: await runOf(OTHER, BEFORE) });
    expect(whatIf.stocks).toHaveLength(values.length);
    for (const { change, base } of whatIf.stocks) {
      expect(change).toBe(0);
      expect(base).toMatchObject({ date: BEFORE, provenance: { methodName: OTHER } });
    }
  });

  test('refuses a name that no method has, and lists those that it knows', async () => {
    await open();
    for (const name of ['greyoak-9.9', '', 'GREYOAK-1.1', "' OR 1=1 --", '__proto__']) {
      for (const field of [
        'stock(ticker: "S02") { score(mode: TRADER, method: $name) { value } }',
        'stock(ticker: "S02") { scores(mode: TRADER, method: $name) { totalCount } }',
        'stock(ticker: "S02") { features(method: $name) { date } }',
        'stock(ticker: "S02") { fundamentals(method: $name) { pe } }',
        'stock(ticker: "S02") { notScored(method: $name) { code } }',
        'stocks(method: $name) { totalCount }',
        'bands(mode: TRADER, method: $name) { count }',
        'method(method: $name) { name }',
        'latestCursor(method: $name)',
        'whatIf(input: { mode: TRADER, method: $name }) { methodHash }',
      ]) {
        const found = await refusals(`query ($name: String) { ${field} }`, { name });
        const message =
          `Expected the name of a method, one of ${SERVED}, ${OTHER}, got "${name}": ` +
          'name one of these, or leave it out.';
        expect([field, ...found]).toEqual([field, ['BAD_USER_INPUT', message]]);
      }
    }
    const ofSectors = await refusals(`{ sectors { momentum(method: "x") { z } } }`);
    expect(new Set(ofSectors.map(([code]) => code))).toEqual(new Set(['BAD_USER_INPUT']));
  });

  test('takes null as if it were left out', async () => {
    await open();
    const query = `query ($method: String) {
      stock(ticker: "S02") { score(mode: TRADER, method: $method) { id } }
      stocks(method: $method, first: 3) { edges { score { id } } }
      bands(mode: TRADER, method: $method) { count }
      method(method: $method) { name }
      latestCursor(method: $method)
    }`;
    expect(await ask(query, { method: null })).toEqual(await ask(query));
    expect(await ask(query, { method: SERVED })).toEqual(await ask(query));
    // All methods have one log.
    const { latestCursor } = await ask<{ latestCursor: string }>(query, { method: OTHER });
    expect(latestCursor).toBe((await ask<{ latestCursor: string }>(query)).latestCursor);
  });
});

describe('methods', () => {
  interface Named {
    readonly name: string;
    readonly hash: string;
    readonly document: string;
  }
  const QUERY = `{ methods { name hash document } method { name }
    other: method(method: "${OTHER}") { name hash document weights(mode: TRADER) { weight } } }`;
  type Answer = { readonly methods: Named[]; readonly other: Named };

  test('are those that are scored, METHOD first, and those that are stored', async () => {
    await open();
    const first = await ask<Answer>(QUERY);
    expect(first.methods).toEqual(
      both.map(({ method: { name, hash }, methodDocument }) => ({ name, hash, document: methodDocument })),
    );
    expect(first.other).toMatchObject(first.methods[1]);
    // It is not scored any more, but it has scores.
    await open([setup]);
    expect(await ask<Answer>(QUERY)).toEqual(first);
  });
});

describe('nodes', () => {
  test('of scores and runs of any method are found by their ids', async () => {
    await open();
    const { stock } = await ask<{ stock: { score: { id: string; provenance: { run: { id: string } } } } }>(
      `{ stock(ticker: "S02") { score(mode: TRADER, method: "${OTHER}") { id provenance { run { id } } } } }`,
    );
    const { score, run } = await ask<Record<'score' | 'run', object>>(
      `query ($score: ID!, $run: ID!) {
        score: node(id: $score) { ... on Score { ${SHOWN} previous { ${SHOWN} } stock { score(mode: TRADER) { date } } } }
        run: node(id: $run) { ... on Run { date methodHash } }
      }`,
      { score: stock.score.id, run: stock.score.provenance.run.id },
    );
    expect(score).toMatchObject({
      ...{ date: BEFORE, provenance: { methodName: OTHER } },
      previous: { provenance: { methodName: OTHER } },
      stock: { score: { date: NEWEST } },
    });
    expect(run).toEqual({ date: BEFORE, methodHash: other.method.hash });
  });
});

describe('the screener', () => {
  const PAGE = `query ($method: String, $after: String, $on: Date) {
    stocks(mode: INVESTOR, first: 4, method: $method, after: $after, on: $on) {
      totalCount pageInfo { endCursor hasNextPage }
      edges {
        score { id ${SHOWN} previous { ${SHOWN} } }
        values(fields: [SCORE, CHANGE]) { value }
        node {
          ticker default: score(mode: INVESTOR) { ${SHOWN} }
          served: score(mode: INVESTOR, method: "${SERVED}") { ${SHOWN} }
          other: score(mode: INVESTOR, method: "${OTHER}") { id ${SHOWN} }
        }
      }
    } }`;
  interface Page {
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    readonly edges: readonly {
      readonly score: Shown & Listed;
      readonly values: readonly { readonly value: number | null }[];
      readonly node: { readonly ticker: string } & Record<'default' | 'served' | 'other', Shown & Listed>;
    }[];
  }
  const page = async (variables: object) => (await ask<{ stocks: Page }>(PAGE, { ...variables })).stocks;

  test('lists, orders and pages the scores of a method', async () => {
    await open();
    const expected = await stored(OTHER, BEFORE);
    const former = await stored(OTHER, sessions[41]);
    const found = new Map<string, number>();
    let after: string | null = null;
    for (;;) {
      const { edges, pageInfo, totalCount }: Page = await page({ method: OTHER, after });
      expect(totalCount).toBe(expected.size);
      for (const { score, values, node } of edges) {
        found.set(node.ticker, score.value);
        expect(score).toMatchObject({ date: BEFORE, provenance: { methodName: OTHER } });
        expect(score.previous).toMatchObject({ date: sessions[41], provenance: { methodName: OTHER } });
        expect(values[0].value).toBe(score.value);
        expect(values[1].value).toBeCloseTo(score.value - (former.get(node.ticker) ?? NaN), 9);
        // The score of the same method is that of the list; null means METHOD in a list of any method.
        expect(node.other).toMatchObject({ id: score.id });
        expect(node.default).toEqual(node.served);
        expect(node.served).toMatchObject({ date: NEWEST, provenance: { methodName: SERVED } });
      }
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(found).toEqual(expected);
    expect([...found.values()]).toEqual([...expected.values()].sort((a, b) => b - a));
  });

  test('refuses a cursor of another method', async () => {
    await open();
    const [ofDefault, ofServed, ofOther] = await Promise.all(
      [null, SERVED, OTHER].map(async (method) => (await page({ method })).pageInfo.endCursor),
    );
    const next = await page({ after: ofDefault });
    for (const [method, after] of [
      [SERVED, ofDefault],
      [SERVED, ofServed],
      [null, ofServed],
    ]) {
      expect((await page({ method, after })).edges).toEqual(next.edges);
    }
    for (const [method, after, asked, got] of [
      [OTHER, ofDefault, OTHER, SERVED],
      [OTHER, ofServed, OTHER, SERVED],
      [SERVED, ofOther, SERVED, OTHER],
      [null, ofOther, SERVED, OTHER],
    ]) {
      expect(await refusals(PAGE, { method, after })).toEqual([
        [
          'BAD_USER_INPUT',
          `Expected a cursor of the method ${asked}, got one of ${got}: ask for its method, or begin again without a cursor.`,
        ],
      ]);
    }
    const history = `query ($method: String, $after: String) {
      stock(ticker: "S02") { scores(mode: TRADER, first: 1, method: $method, after: $after) { pageInfo { endCursor } } } }`;
    const { stock } = await ask<{ stock: { scores: { pageInfo: { endCursor: string } } } }>(history, {
      method: OTHER,
    });
    const after = stock.scores.pageInfo.endCursor;
    await ask(history, { method: OTHER, after });
    expect((await refusals(history, { after })).map(([code]) => code)).toEqual(['BAD_USER_INPUT']);
  });

  test('refuses a forged cursor', async () => {
    await open();
    const { endCursor } = (await page({ method: OTHER })).pageInfo;
    const parts = JSON.parse(Buffer.from(endCursor, 'base64url').toString()) as unknown[];
    for (const method of [SERVED, 'greyoak-9.9', '', 7, null, {}]) {
      const after = Buffer.from(JSON.stringify([...parts.slice(0, -1), method])).toString('base64url');
      for (const asked of [null, SERVED, OTHER]) {
        const codes = (await refusals(PAGE, { method: asked, after })).map(([code]) => code);
        expect([method, asked, codes]).toEqual([method, asked, ['BAD_USER_INPUT']]);
      }
    }
  });
});

test('fundamentals are derived as the method says, in a list of its scores, too', async () => {
  const methods = setupsOf({ ...setup, others: [derived] });
  await open(methods, (store) => scoreSpan(store.pool, derived, { from: BEFORE, to: BEFORE }));
  const { rows } = await database.pool.query<{ year: string; value: number }>(
    `SELECT left(period_end::text, 4) AS year, value::float8 FROM statements JOIN stocks ON stocks.id = stock_id
     WHERE ticker = 'S02.NS' AND metric = 'roce' AND period_end <> '2023-03-30' ORDER BY 1`,
  );
  const [y2021, y2022, y2023] = rows.map(({ value }) => value);
  interface Known {
    readonly fundamentals: { readonly roce3y: number | null } | null;
  }
  const { stocks } = await ask<{
    stocks: {
      edges: (Known & {
        values: { value: number | null }[];
        node: Known & { ticker: string; served: Known['fundamentals'] };
      })[];
    };
  }>(`{ stocks(mode: TRADER, method: "greyoak-2.0", first: 20) { edges {
    fundamentals { roce3y } values(fields: [ROCE_3Y]) { value }
    node { ticker
      fundamentals(on: "${BEFORE}", method: "greyoak-2.0") { roce3y }
      served: fundamentals(on: "${BEFORE}") { roce3y } } } } }`);
  expect(stocks.edges.length).toBeGreaterThan(0);
  for (const { fundamentals, values, node } of stocks.edges) {
    expect(fundamentals).toEqual(node.fundamentals);
    expect(values[0].value ?? null).toBe(fundamentals?.roce3y ?? null);
  }
  const moved = stocks.edges.find(({ node }) => node.ticker === 'S02.NS')?.node;
  expect(moved?.fundamentals?.roce3y).toBeCloseTo((0.9 + y2022 + y2021) / 3, 9);
  expect(moved?.served?.roce3y).toBeCloseTo((y2023 + 0.9 + y2022) / 3, 9);
});

describe('answers that are kept', () => {
  const QUERY = `query ($method: String) {
    stocks(mode: TRADER, first: 50, method: $method) { edges { score { ${SHOWN} } node { ticker } } }
    bands(mode: TRADER, method: $method) { count meanScore }
  }`;
  const bytes = async (method: string | null) => (await post(api, QUERY, { variables: { method } })).body;

  test('are of one method, and are not outdated after a run of either', async () => {
    await open();
    const methods = [null, SERVED, OTHER];
    const before = await Promise.all(methods.map(bytes));
    expect(await Promise.all(methods.map(bytes))).toEqual(before);
    expect(before[1]).toBe(before[0]);
    expect(before[2]).not.toBe(before[0]);
    await scoreSpan(database.pool, other, { from: NEWEST, to: NEWEST });
    await eventually(async () => (await bytes(OTHER)) !== before[2]);
    expect(await bytes(OTHER)).toContain(`"date":"${NEWEST}"`);
    expect(await bytes(null)).toBe(before[0]);
    const stop = await bytes(OTHER);
    await scoreSpan(database.pool, setup, { from: sessions[44], to: sessions[44] });
    await eventually(async () => (await bytes(null)) !== before[0]);
    expect(await bytes(SERVED)).toBe(await bytes(null));
    expect(await bytes(OTHER)).toBe(stop);
  });

  test('are of closed sessions where the method has a newer one', async () => {
    database = await copies.open();
    api = await apiOver(
      database,
      { CLOSED_SESSION_MAX_AGE: '60' },
      { services: { methods: both, recomputer: new Recomputer(database) } },
    );
    const control = async (on: string, method: string) => {
      const text = `{ bands(mode: TRADER, on: "${on}", method: "${method}") { count } }`;
      return (await get(api, text)).headers['cache-control'];
    };
    expect(await control(BEFORE, SERVED)).toContain('max-age=60');
    expect(await control(BEFORE, OTHER)).not.toContain('max-age');
    expect(await control(FIRST, OTHER)).toContain('max-age=60');
  });
});

test('an operation may ask for several methods, each of which is counted', async () => {
  await open();
  const field = (alias: string, method: string) =>
    `${alias}: bands(mode: TRADER, method: "${method}") { count }`;
  const costOf = async (query: string) => {
    const { extensions } = answerOf(await post(api, query)) as {
      extensions?: { cost?: { requested: number } };
    };
    return extensions?.cost?.requested ?? NaN;
  };
  const [one, two] = [
    await costOf(`{ ${field('a', SERVED)} }`),
    await costOf(`{ ${field('a', SERVED)} ${field('b', OTHER)} }`),
  ];
  expect(two).toBeGreaterThan(one);
});
