import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type GraphqlContext, type Services } from '../../src/graphql/context.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { recomputedRun } from '../support/days/recomputedRun.js';
import { recomputing } from '../support/days/recomputing.js';
import { dataOf, internalErrors } from '../support/graphql/execute.js';
import { rowsOf } from '../support/days/storedRows.js';
import { fill, FORMER, NEWEST, SPLIT, UNSCORED } from '../support/days/filledStore.js';
import { dayServices } from '../support/days/dayServices.js';

let database: Database;
let services: Services;
let recomputed: number[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  services = {
    ...(await dayServices(database)),
    ...recomputing({
      isKept: () => false,
      recompute: (runs) => {
        recomputed.push(...runs.map(({ id }) => id));
        return runs.map(({ id }) => Promise.resolve(recomputedRun(id)));
      },
    }),
  };
}, 60_000);

afterEach(() => {
  recomputed = [];
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(closeTestDatabases);

const read = async (query: string, variables?: Record<string, unknown>) =>
  dataOf(await createContext(services), query, variables);

/**
 * What an operation sends: waves of reads, each one statement, and all statements from its beginning on, books
 * included; what a context is made with, the snapshot, is not the operation's.
 */
async function statementsOf(query: string): Promise<{ readonly waves: number; readonly all: number }> {
  const context: GraphqlContext = await createContext(services);
  let all = 0;
  // Each takes a connection of its own from the pool.
  const onAcquire = () => all++;
  database.pool.on('acquire', onAcquire);
  await dataOf(context, query).finally(() => database.pool.off('acquire', onAcquire));
  return { waves: context.reads.counts.statements, all };
}

const [TRADER_ROW] = rowsOf(DAY, 'TRADER', 3);

describe('a page of stocks', () => {
  const page = (first: number) => `{ stocks(mode: TRADER, first: ${first}) { nodes { ticker
    score(mode: TRADER) { value pillars { fundamentals { score weight components { points } } } previous { value }
      guardrails { fired } penalty { parts { points } } provenance { run { id } reproduced } }
    sector { key momentum { z } stockCount }
    features { close } fundamentals { pe } shareholding { promoterPct }
    scores(mode: INVESTOR, first: 2) { nodes { value } totalCount }
    bars(first: 1) { nodes { close } totalCount } } } }`;

  test('takes as many statements as a single stock', async () => {
    await read(page(50));
    const one = await statementsOf(page(1));
    const all = await statementsOf(page(50));
    // Books are there, and run and method in the snapshot. The stocks' facts, sectors' momentum, scores before,
    // bars and scores are one wave, as nothing of it needs the rows of another read; totalCount is asked of the
    // connections that it made.
    expect(one).toEqual({ waves: 2, all: 2 });
    expect(all).toEqual(one);
  });

  test('takes three statements with books that are not read yet: each mode, and the facts', async () => {
    services.books.clear();
    const query = `{ stocks(first: 50) { nodes { ticker
      score(mode: INVESTOR) { value pillars { fundamentals { score components { points } } } previous { value } }
      trader: score(mode: TRADER) { value }
      features { close } fundamentals { pe } shareholding { promoterPct } } } }`;
    // The page's book first, then those of its scores; Operations.execute, which knows them all beforehand, reads
    // them with one statement.
    expect(await statementsOf(query)).toEqual({ waves: 1, all: 3 });
    expect(recomputed).toEqual([2]);
  });

  test('takes two statements for scores before the score before, together with facts', async () => {
    const query = `{ stocks(first: 50) { nodes { score(mode: TRADER) { previous { value date previous {
      value previous { value } } } } features { close } bars(first: 2) { nodes { close } totalCount } } } }`;
    await read(query);
    // All scores before are asked for together; that none is before the third need not be asked. The count of bars
    // waits for their connection.
    expect(await statementsOf(query)).toEqual({ waves: 2, all: 2 });
  });
});

describe('score', () => {
  test('is the current one of the day, with the one of the session before', async () => {
    const query = `query ($ticker: Ticker!) { stock(ticker: $ticker) {
      score(mode: TRADER) { value date previous { value date previous { value } } }
    } }`;
    expect(await read(query, { ticker: SPLIT })).toEqual({
      stock: {
        score: {
          value: TRADER_ROW.value,
          date: NEWEST,
          previous: { value: TRADER_ROW.value - 1, date: FORMER, previous: null },
        },
      },
    });
  });

  test('is an earlier one where the stock has none of the newest day', async () => {
    const query = `query ($ticker: Ticker!) { stock(ticker: $ticker) {
      score(mode: TRADER) { date stock { name } } early: score(mode: TRADER, on: "2024-10-06") { date }
    } }`;
    expect(await read(query, { ticker: UNSCORED })).toEqual({
      stock: { score: { date: FORMER, stock: { name: `New ${UNSCORED}` } }, early: null },
    });
  });

  test('of a replaced run is found by its id, and only there', async () => {
    const { runs } = (await read('{ runs { nodes { id date mode } totalCount } }')) as {
      runs: { nodes: { id: string; mode: string | null }[]; totalCount: number };
    };
    expect(runs.nodes.map(({ mode }) => mode)).toEqual(['TRADER', null, null]);
    expect(runs.totalCount).toBe(3);
    const id = Buffer.from(`Score:2:TRADER:${SPLIT}`).toString('base64url');
    const other = Buffer.from(`Score:9:TRADER:${SPLIT}`).toString('base64url');
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      id ... on Score { value provenance { run { id } inputsHash methodName computedAt reproduced } }
    } }`;
    expect(await read(query, { ids: [id, other] })).toEqual({
      nodes: [
        {
          id,
          value: TRADER_ROW.value,
          provenance: {
            run: { id: runs.nodes[1].id },
            inputsHash: 'inputs of 2',
            methodName: 'greyoak-1.1',
            computedAt: '2024-10-08T11:00:01.000Z',
            reproduced: true,
          },
        },
        null,
      ],
    });
  });

  test('history is newest first, in pages, without replaced runs', async () => {
    const query = `query ($ticker: Ticker!, $after: String, $from: Date, $to: Date) { stock(ticker: $ticker) {
      scores(mode: TRADER, first: 1, after: $after, from: $from, to: $to) {
        nodes { date } pageInfo { endCursor hasNextPage hasPreviousPage } totalCount
      }
    } }`;
    const scores = async (variables: Record<string, unknown>) => {
      const { stock } = (await read(query, { ticker: SPLIT, ...variables })) as {
        stock: { scores: { nodes: { date: string }[]; pageInfo: { endCursor: string }; totalCount: number } };
      };
      return stock.scores;
    };
    const one = await scores({});
    const endCursor = expect.any(String);
    expect(one).toEqual({
      nodes: [{ date: NEWEST }],
      pageInfo: { endCursor, hasNextPage: true, hasPreviousPage: false },
      totalCount: 2,
    });
    expect(await scores({ after: one.pageInfo.endCursor })).toEqual({
      nodes: [{ date: FORMER }],
      pageInfo: { endCursor, hasNextPage: false, hasPreviousPage: true },
      totalCount: 2,
    });
    expect((await scores({ to: FORMER })).nodes).toEqual([{ date: FORMER }]);
    expect(await scores({ from: '2024-10-09' })).toMatchObject({ nodes: [], totalCount: 0 });
  });
});

describe('where a score stands', () => {
  const standing = 'value rank rankOf percentile';
  interface Standing {
    readonly value: number;
    readonly rank: number;
    readonly rankOf: number;
    readonly percentile: number;
  }
  const standingsOf = (values: readonly number[], value: number) => {
    const [above, equal] = [values.filter((one) => one > value), values.filter((one) => one === value)];
    const averageRank = values.filter((one) => one < value).length + (equal.length + 1) / 2;
    return {
      value,
      rank: above.length + 1,
      rankOf: values.length,
      percentile: (100 * averageRank) / values.length,
    };
  };

  test('is told from the book of a list, without another statement', async () => {
    const query = `{ stocks(mode: TRADER, first: 100) { nodes { score(mode: TRADER) { ${standing} } } } }`;
    const { stocks } = (await read(query)) as { stocks: { nodes: { score: Standing }[] } };
    const scores = stocks.nodes.map(({ score }) => score);
    const values = scores.map(({ value }) => value);
    expect(new Set(values).size).toBeLessThan(values.length);
    expect(scores).toEqual(values.map((value) => standingsOf(values, value)));
    expect(scores[0]).toMatchObject({ rank: 1, rankOf: values.length });
    expect(await statementsOf(query)).toEqual({ waves: 0, all: 0 });
  });

  test('of a history is that of each run, with one statement for all', async () => {
    const query = `query ($ticker: Ticker!) { stock(ticker: $ticker) {
      scores(mode: TRADER) { nodes { date ${standing} } } } }`;
    const { stock } = (await read(query, { ticker: SPLIT })) as {
      stock: { scores: { nodes: (Standing & { date: string })[] } };
    };
    const values = rowsOf(DAY, 'TRADER', 3).map(({ value }) => value);
    const ofNewest = values.filter((_, k) => DAY.section.tickers[k] !== UNSCORED);
    const former = values.map((value) => value - 1);
    expect(stock.scores.nodes).toEqual([
      { date: NEWEST, ...standingsOf(ofNewest, TRADER_ROW.value) },
      { date: FORMER, ...standingsOf(former, TRADER_ROW.value - 1) },
    ]);
    const { waves } = await statementsOf(
      query.replace('query ($ticker: Ticker!)', '').replace('$ticker', `"${SPLIT}"`),
    );
    expect(waves).toBe(2);
  });
});

test('why a company has no score is told by its code, of the newest scored day up to a day', async () => {
  const why = { code: 'NOT_TRADED', reason: 'no bar in the last 10 sessions' };
  await database.db
    .updateTable('runs')
    .set({ not_scored: JSON.stringify({ [UNSCORED]: why }) as unknown as Record<string, never> })
    .where('id', '=', 2)
    .execute();
  const query = `query ($on: Date) { stock(ticker: "${UNSCORED}") { notScored(on: $on) { date code reason } } }`;
  const notScored = async (on: string | null) =>
    ((await read(query, { on }))['stock'] as { notScored: unknown }).notScored;
  expect(await notScored(null)).toEqual({ date: NEWEST, ...why });
  expect(await notScored('2999-01-01')).toEqual({ date: NEWEST, ...why });
  expect(await notScored(FORMER)).toBeNull();
  expect(await notScored('1990-01-01')).toBeNull();
  expect(await read(`{ stock(ticker: "${SPLIT}") { notScored { code } } }`)).toEqual({
    stock: { notScored: null },
  });
});

describe('bars', () => {
  const query = `query ($ticker: Ticker!, $adjusted: Boolean!, $to: Date) { stock(ticker: $ticker) {
    bars(adjusted: $adjusted, to: $to) { nodes { date open high low close volume value } }
  } }`;
  const newest = { date: NEWEST, open: 99, high: 102, low: 98, close: 100, volume: 30, value: 3000 };
  const former = { date: FORMER, open: 198, high: 204, low: 196, close: 200, volume: 10, value: null };

  test.each([
    ['as traded', { adjusted: false }, [newest, former]],
    // Split 2 : 1 on the newest day: prices before it halve, volumes double; the bonus to come does nothing yet.
    [
      'adjusted',
      { adjusted: true },
      [newest, { ...former, open: 99, high: 102, low: 98, close: 100, volume: 20 }],
    ],
    ['adjusted up to the day before the split', { adjusted: true, to: FORMER }, [former]],
  ])('%s', async (_, variables, nodes) => {
    expect(await read(query, { ticker: SPLIT, ...variables })).toEqual({ stock: { bars: { nodes } } });
  });

  test('are adjusted by what the open on an ex-date tells, too', async () => {
    const { db } = database;
    const { id } = await db
      .selectFrom('stocks')
      .select('id')
      .where('ticker', '=', SPLIT)
      .executeTakeFirstOrThrow();
    const demerger = { stock_id: id, ex_date: NEWEST, kind: 'DEMERGER', recorded_in: 1, superseded_in: null };
    await db.insertInto('actions').values(demerger).execute();
    const answer = await read(query, { ticker: SPLIT, adjusted: true });
    await db.updateTable('actions').set({ superseded_in: 1 }).where('kind', '=', 'DEMERGER').execute();
    // The open of 99 is what the split and the demerger leave of the close of 200 before them.
    const of = { open: 98.01, high: 100.98, low: 97.02, close: 99, volume: 20 };
    expect(answer).toEqual({ stock: { bars: { nodes: [newest, { ...former, ...of }] } } });
  });

  test('of prices that were given as adjusted are left alone', async () => {
    await database.db.updateTable('market_kind').set({ adjusted: true }).execute();
    const answer = await read(query, { ticker: SPLIT, adjusted: true });
    await database.db.updateTable('market_kind').set({ adjusted: false }).execute();
    expect(answer).toEqual({ stock: { bars: { nodes: [newest, former] } } });
  });
});

describe('facts of a stock', () => {
  test('are those known on the day', async () => {
    const query = `query ($ticker: Ticker!, $on: Date) { stock(ticker: $ticker) {
      features(on: $on) { date close dma200 low20 high52w return126d medianTradedValueCr }
      fundamentals(on: $on) { periodEnd publishedOn source pe roe3y }
      shareholding(on: $on) { quarterEnd promoterPct pledgedFraction fiiPct diiPct fiiDiiDeltaPp }
    } }`;
    const facts = async (on: string | null) =>
      (await read(query, { ticker: SPLIT, on }))['stock'] as Record<string, Record<string, unknown> | null>;
    expect(await facts(null)).toEqual({
      // Numbers of the first row in day.ts, and of PLAIN.
      features: {
        date: NEWEST,
        close: 95,
        dma200: 100,
        low20: 90,
        high52w: 120,
        return126d: 0,
        medianTradedValueCr: 10,
      },
      fundamentals: {
        periodEnd: '2024-03-31',
        publishedOn: NEWEST,
        source: 'PRIMARY',
        pe: 21,
        roe3y: null,
      },
      // 12 + 4 less 10 + 5 of the quarter before.
      shareholding: {
        quarterEnd: '2024-06-30',
        promoterPct: 50,
        pledgedFraction: 0.1,
        fiiPct: 12,
        diiPct: 4,
        fiiDiiDeltaPp: 1,
      },
    });
    expect((await facts(FORMER))['fundamentals']).toMatchObject({ publishedOn: '2024-05-15', pe: 20 });
    expect(await facts('2024-05-01')).toMatchObject({
      features: null,
      fundamentals: null,
      shareholding: { quarterEnd: '2024-03-31', fiiDiiDeltaPp: null },
    });
    expect(await facts('1990-01-01')).toEqual({ features: null, fundamentals: null, shareholding: null });
    expect((await facts('2999-01-01'))['fundamentals']).toMatchObject({ pe: 21 });
  });

  test('are computed from statements where no row is given', async () => {
    const query =
      'query ($ticker: Ticker!) { stock(ticker: $ticker) { fundamentals { pe } features { close } } }';
    const { stock } = (await read(query, { ticker: UNSCORED })) as {
      stock: { fundamentals: { pe: number }; features: { close: number } };
    };
    // Close over the newest annual earnings per share, 4.
    expect(stock.fundamentals.pe).toBe(stock.features.close / 4);
  });
});

describe('sectors', () => {
  test('tell their momentum of the current run, and count the companies of today', async () => {
    const query = `{ sectors { key stockCount momentum { date z } early: momentum(on: "2024-10-06") { z }
      former: momentum(on: "${FORMER}") { date z } } }`;
    const { sectors } = (await read(query)) as { sectors: { key: string }[] };
    const z = DAY.momentum.z[DAY.section.sectors.indexOf('energy')];
    // Runs are told apart by their id, which the store of this test adds to z.
    expect(sectors.find(({ key }) => key === 'energy')).toEqual({
      key: 'energy',
      stockCount: 36,
      momentum: { date: NEWEST, z: z + 2 },
      early: null,
      former: { date: FORMER, z: z + 1 },
    });
    expect(sectors.find(({ key }) => key === 'banks')).toMatchObject({ stockCount: 0, momentum: null });
  });
});

describe('runs', () => {
  test('come in pages that meet', async () => {
    const query =
      'query ($after: String) { runs(first: 2, after: $after) { nodes { date } pageInfo { endCursor hasNextPage } } }';
    const { runs } = (await read(query)) as { runs: { nodes: unknown; pageInfo: { endCursor: string } } };
    expect(runs).toMatchObject({
      nodes: [{ date: NEWEST }, { date: NEWEST }],
      pageInfo: { hasNextPage: true },
    });
    expect(await read(query, { after: runs.pageInfo.endCursor })).toMatchObject({
      runs: { nodes: [{ date: FORMER }], pageInfo: { hasNextPage: false } },
    });
  });
});
