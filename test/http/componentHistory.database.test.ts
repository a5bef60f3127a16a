/** Components of a stock on many days: within the default limits, and worked out once. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { ExplainedStocks } from '../../src/runs/reproduce/explainedStocks.js';
import { Recomputer } from '../../src/runs/reproduce/recomputer.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import {
  answerOf,
  apiOver,
  closeApis,
  pointsLeft,
  post,
  refusalOf,
  type TestApi,
} from '../support/http/api.js';
import { removeFolders } from '../support/market/folder.js';
import { eps, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { Copies } from '../support/runs/copies.js';
import { importFiles } from '../support/runs/store.js';
import { times } from '../support/graphql/times.js';
import { eventually } from '../support/time/eventually.js';

const DAYS = 250;
const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', DAYS), loadSetup()]);
const ALL = `alpha imputed name ofMarket ofSector points rank rankOf raw scoredBy sectorCount sectorMedian sectorStdev
  sigma state value weight z`;

let copies: Copies;
let database: Database;
beforeAll(async () => {
  copies = await Copies.of(async (store) => {
    await importFiles(store, filesOf(marketOver(sessions, 'history')));
    await scoreSpan(store.pool, setup, {});
  });
  database = await copies.open();
}, 60_000);
afterEach(closeApis);
afterAll(async () => {
  await copies.close();
  await removeFolders();
  await closeTestDatabases();
});

/** Recomputes as the service does, and notes which runs are computed. */
function recomputing(maxBytes?: number) {
  const recomputer = new Recomputer(database);
  const computed: number[] = [];
  const noting: Pick<Recomputer, 'recompute' | 'isKept'> = {
    isKept: (id) => recomputer.isKept(id),
    recompute: (runs, keeps) => {
      computed.push(...runs.map(({ id }) => id).filter((id) => !recomputer.isKept(id)));
      return recomputer.recompute(runs, keeps);
    },
  };
  const explainedStocks = new ExplainedStocks(noting, maxBytes);
  return { services: { recomputer: noting, explainedStocks }, computed };
}

const stock = (k: number, fields: string) => `stock(ticker: "${TICKERS[k]}.NS") { ${fields} }`;
const history = (components: string, { mode = 'INVESTOR', first = DAYS, to = sessions[DAYS - 1] } = {}) =>
  `scores(mode: ${mode}, first: ${first}, to: "${to}") { nodes { date ${components} } }`;
const all = (fields: string) => `pillars { all { name components { ${fields} } } }`;

interface Node {
  readonly date: string;
  readonly pillars: { readonly all: readonly { readonly components: readonly Record<string, unknown>[] }[] };
}

async function nodesOf(api: TestApi, k: number, fields: string): Promise<readonly Node[]> {
  const { data, errors } = answerOf(await post(api, `{ ${stock(k, fields)} }`));
  expect(errors).toBeUndefined();
  return (data?.['stock'] as { scores: { nodes: Node[] } }).scores.nodes;
}

test('are answered for 250 days with every field, as single days are, and computed once', async () => {
  const { services, computed } = recomputing();
  const api = await apiOver(database, { COMPONENTS_PER_MINUTE: '1' }, { services });
  const nodes = await nodesOf(api, 2, history(all(ALL)));
  expect(nodes.map(({ date }) => date)).toEqual(sessions.toReversed());
  expect(new Set(computed).size).toBe(DAYS);
  expect(computed).toHaveLength(DAYS);

  const other = await apiOver(database, {}, recomputing());
  for (const node of nodes.filter((_, at) => at % 31 === 0)) {
    const score = `score(mode: INVESTOR, on: "${node.date}") { date ${all(ALL)} }`;
    const { data } = answerOf(await post(other, `{ ${stock(2, score)} }`));
    expect(data).toEqual({ stock: { score: node } });
  }

  // Other fields, a pillar, the other mode and aliases are of the same runs. They do not count as calls either.
  const shorter = nodes.map(({ date, pillars }) => ({
    date,
    pillars: { fundamentals: { components: pillars.all[0].components.map(({ name, z }) => ({ name, z })) } },
  }));
  const fundamentals = 'pillars { fundamentals { components { name z } } }';
  expect(await nodesOf(api, 2, history(fundamentals, { mode: 'TRADER' }))).toEqual(shorter);
  const aliases = `{ ${stock(
    2,
    times(5, (k) => `a${k}: ${history(fundamentals, { first: 50 + k })}`),
  )} }`;
  const { data, errors } = answerOf(await post(api, aliases));
  expect(errors).toBeUndefined();
  expect((data?.['stock'] as Record<string, unknown>)['a0']).toEqual({ nodes: shorter.slice(0, 50) });
  expect(computed).toHaveLength(DAYS);
});

test('of several stocks and modes are of runs that are computed once', async () => {
  const { services, computed } = recomputing();
  const api = await apiOver(database, {}, { services });
  const quality = 'pillars { quality { components { points } } }';
  const many = times(4, (k) =>
    ['TRADER', 'INVESTOR']
      .map((mode) => `a${k}${mode}: ${stock(k, history(quality, { mode, first: 100 }))}`)
      .join(' '),
  );
  expect(answerOf(await post(api, `{ ${many} }`)).errors).toBeUndefined();
  expect(computed).toHaveLength(100);
});

test('take no more memory than is allowed', async () => {
  const { services } = recomputing(40_000);
  const api = await apiOver(database, {}, { services });
  expect(await nodesOf(api, 0, history(all('points')))).toHaveLength(DAYS);
  expect(services.explainedStocks.bytes).toBeGreaterThan(30_000);
  expect(services.explainedStocks.bytes).toBeLessThanOrEqual(40_000);
});

test('of very many stocks and days are refused before any run is computed', async () => {
  const { services, computed } = recomputing();
  const api = await apiOver(database, {}, { services });
  const many = times(
    50,
    (k) => `a${k}: ${stock(k % TICKERS.length, history(all('z'), { to: sessions[DAYS - 1 - k] }))}`,
  );
  expect(refusalOf(await post(api, `{ ${many} }`))).toEqual([400, 'COST_EXCEEDED']);
  expect(computed).toEqual([]);
});

test('are charged before they are computed, and then refused to a caller without units', async () => {
  const { services, computed } = recomputing();
  const env = { COST_BUCKET: '1000', COST_PER_SECOND: '1', MAX_COST: '500' };
  const api = await apiOver(database, env, { services });
  const onDay = (k: number) =>
    `{ ${stock(0, `score(mode: TRADER, on: "${sessions[k]}") { pillars { quality { components { z } } } }`)} }`;
  const answers = await Promise.all(times10((k) => post(api, onDay(20 * k))));
  const refused = answers.filter(({ statusCode }) => statusCode !== 200);
  expect(new Set(refused.map((answer) => refusalOf(answer).join(' ')))).toEqual(
    new Set(['429 COST_EXCEEDED']),
  );
  // Each costs more than 300 units.
  expect(computed.length).toBeGreaterThan(0);
  expect(computed.length).toBeLessThanOrEqual(3);
  expect(refused).toHaveLength(10 - computed.length);
});

test('are charged although the operation takes too long', async () => {
  const recomputer = { isKept: () => false, recompute: never };
  const env = { OPERATION_TIMEOUT_MS: '200', COST_PER_SECOND: '1' };
  const api = await apiOver(database, env, { services: { recomputer } });
  const response = await post(api, `{ ${stock(0, history(all('z')))} }`);
  expect(refusalOf(response)).toEqual([504, 'TIMEOUT']);
  // Sixteen stocks in two modes on 250 days.
  expect(100_000 - pointsLeft(response)).toBeGreaterThan(DAYS * 30 * 0.2);
});

test('do not hold up other large operations while they are computed', async () => {
  const ends: (() => void)[] = [];
  const recompute = (runs: readonly unknown[]) =>
    runs.map(() => new Promise<never>((_, reject) => ends.push(() => reject(new Error('ended')))));
  const services = { recomputer: { isKept: () => false, recompute } };
  const api = await apiOver(database, {}, { services });
  // Two are executed at a time. Their days differ, because a day is computed once for all.
  const waiting = [120, 240].map((day) =>
    post(api, `{ ${stock(0, history(all('z'), { first: 100, to: sessions[day] }))} }`),
  );
  await eventually(() => ends.length === 200);
  const large = times(5, (k) => `a${k}: ${stock(k, history('value'))}`);
  const answer = answerOf(await post(api, `{ ${large} }`));
  expect(answer.errors).toBeUndefined();
  expect(answer.extensions?.cost?.requested).toBeGreaterThan(300);
  for (const end of ends) end();
  await Promise.all(waiting);
});

test('are of the new run after a rescore, and only that is computed', async () => {
  const own = await copies.open();
  const recomputer = new Recomputer(own);
  const computed: number[] = [];
  const services = {
    recomputer,
    explainedStocks: new ExplainedStocks({
      isKept: (id) => recomputer.isKept(id),
      recompute: (runs, keeps) => {
        computed.push(...runs.map(({ id }) => id));
        return recomputer.recompute(runs, keeps);
      },
    }),
  };
  const api = await apiOver(own, {}, { services });
  const fields = history('provenance { run { id } } pillars { fundamentals { components { name raw } } }');
  const before = await nodesOf(api, 3, fields);
  await importFiles(own, filesOf({ statements: [eps(TICKERS[3], 990, sessions[DAYS - 3], '2024-09-30')] }));
  await scoreSpan(own.pool, setup, {});
  let after = before;
  await eventually(async () => {
    after = await nodesOf(api, 3, fields);
    return JSON.stringify(after[0]) !== JSON.stringify(before[0]);
  });
  expect(after.slice(3)).toEqual(before.slice(3));
  const { rows } = await own.pool.query<{ id: number }>(
    'SELECT DISTINCT run_id AS id FROM scored_days ORDER BY run_id DESC LIMIT 3',
  );
  expect(computed.slice(DAYS).sort((a, b) => b - a)).toEqual(rows.map(({ id }) => id));
  for (const [k, node] of after.slice(0, 3).entries()) expect(node).not.toEqual(before[k]);
});

const times10 = <Result>(make: (k: number) => Result): Result[] =>
  Array.from({ length: 10 }, (_, k) => make(k));
const never = (runs: readonly unknown[]): Promise<never>[] => runs.map(() => new Promise(() => undefined));
