/** Below a page of stocks, scores are those that the page lists, whatever was stored since its first page. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { RUN_COLUMNS } from '../../src/database/runRow.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { fill, FORMER, NEWEST } from '../support/days/filledStore.js';
import { scoresOf } from '../support/days/storedRows.js';
import { dataOf, internalErrors } from '../support/graphql/execute.js';
import { dayServices } from '../support/days/dayServices.js';

const NEXT = '2024-10-09' as IsoDate;

interface Shown {
  readonly id: string;
  readonly value: number;
  readonly date: string;
}

interface StockPage {
  readonly stocks: {
    readonly nodes: readonly {
      readonly id: string;
      readonly again: Shown;
      readonly scores: { readonly nodes: readonly (Shown & { readonly previous: Shown | null })[] };
    }[];
    readonly edges: readonly {
      readonly score: Shown & { readonly stock: { readonly score: Shown }; readonly previous: Shown };
      readonly values: readonly { readonly value: number | null }[];
      readonly features: { readonly date: string; readonly close: number };
      readonly node: {
        readonly ticker: string;
        readonly score: Shown;
        readonly other: Shown;
        readonly newest: Shown;
      };
    }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

const LIST = `query ($on: Date, $after: String, $include: StockInclude! = SCORED) {
  stocks(mode: INVESTOR, on: $on, first: 3, after: $after, include: $include) {
    nodes { id ...Again scores(mode: INVESTOR, first: 2) { nodes { id value date previous { id value date } } } }
    edges {
      score { id value date stock { score(mode: INVESTOR) { id value date } } previous { id value date } }
      values(fields: [SCORE, CLOSE]) { value } features { date close }
      node {
        ticker
        ... on Node { ... on Stock { score(mode: INVESTOR) { id value date } } }
        other: score(mode: TRADER) { id value date }
        newest: score(mode: INVESTOR, on: "2999-01-01") { id value date }
      }
    }
    pageInfo { endCursor }
  }
}
fragment Again on Stock { again: score(mode: INVESTOR) { id value date } }`;

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  services = await dayServices(database);
}, 60_000);

afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(closeTestDatabases);

const read = async (query: string, variables?: Record<string, unknown>) =>
  dataOf(await createContext(services), query, variables);
const list = async (variables: Record<string, unknown>) =>
  ((await read(LIST, variables)) as unknown as StockPage).stocks;

/** Stores a run of a day in which each score is `points` below that of the last run, and serves it. */
async function rescore(runId: number, day: IsoDate, points: number): Promise<void> {
  const { db } = database;
  const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM stocks ORDER BY ticker');
  const [former] = await db
    .selectFrom('runs')
    .select([...RUN_COLUMNS, 'not_scored'])
    .where('id', '=', 2)
    .execute();
  await db
    .insertInto('runs')
    .values({ ...former, id: runId, day, finished_at: new Date(Date.UTC(2024, 9, 9, 12, runId)) })
    .execute();
  const scores = scoresOf(DAY, 'INVESTOR', runId, day).map((row) => ({
    ...row,
    stock_id: rows[row.stock_id - 1].id,
    value: row.value - points,
  }));
  await db.insertInto('scores').values(scores).execute();
  await db.deleteFrom('scored_days').where('day', '=', day).where('mode', '=', 'INVESTOR').execute();
  await db
    .insertInto('scored_days')
    .values({ day, mode: 'INVESTOR', run_id: runId, valid_batch: 1, method: DAY.method.name })
    .execute();
}

/** Expects each row of a page to agree with the score that it is listed by. */
function expectAgreement({ edges, nodes }: StockPage['stocks'], day: string): void {
  expect(edges).toHaveLength(3);
  for (const [k, { score, node, values, features }] of edges.entries()) {
    const { stock, previous, ...listed } = score;
    expect(listed.date).toBe(day);
    expect(values.map(({ value }) => value)).toEqual([listed.value, features.close]);
    expect(features.date).toBe(day);
    expect(node.score).toEqual(listed);
    expect(nodes[k].again).toEqual(listed);
    expect(stock.score).toEqual(listed);
    expect(previous.date < day).toBe(true);
    const history = nodes[k].scores.nodes.flatMap(({ previous: before, ...one }) => [one, before]);
    expect(history.filter((one) => one?.date === day)).not.toEqual([]);
    expect(history.filter((one) => one?.date === day)).toEqual(
      history.filter((one) => one?.date === day).map(() => listed),
    );
  }
}

describe('the second page of a list', () => {
  test('shows the scores of its list after the day was scored again and a new day was added', async () => {
    const first = await list({});
    expectAgreement(first, NEWEST);
    const after = first.pageInfo.endCursor;
    const before = await list({ after });
    expectAgreement(before, NEWEST);
    const ofAll = { include: 'ALL', after: (await list({ include: 'ALL' })).pageInfo.endCursor };
    const allBefore = await list(ofAll);
    expect(allBefore.edges.map(({ score }) => score)).toEqual(before.edges.map(({ score }) => score));

    await rescore(4, NEWEST, 20);
    const corrected = await list({ after });
    expectAgreement(corrected, NEWEST);
    expect((await list(ofAll)).edges.map(({ score }) => score)).toEqual(
      corrected.edges.map(({ score }) => score),
    );
    const shown = ({ edges }: StockPage['stocks']) =>
      edges.map(({ score: { id, value } }) => ({ id, value }));
    expect(shown(corrected)).toEqual(shown(before));
    for (const { score, node } of corrected.edges) {
      // With a day, the score is the current one of that day.
      expect(node.newest.value).toBeCloseTo(score.value - 20, 9);
      expect(node.other.date).toBe(NEWEST);
    }

    await rescore(5, NEXT, 30);
    const later = await list({ after });
    expectAgreement(later, NEWEST);
    expectAgreement(await list(ofAll), NEWEST);
    expect(shown(await list(ofAll))).toEqual(shown(allBefore));
    expect(shown(later)).toEqual(shown(before));
    for (const { score, node } of later.edges) expect(node.newest.value).toBeCloseTo(score.value - 30, 9);
  });

  test('shows the scores of its list after another method was served', async () => {
    const query = `query ($after: String) { stocks(mode: INVESTOR, first: 3, after: $after) {
      edges { score { id value provenance { methodName } } node { score(mode: INVESTOR) { id value } } }
      pageInfo { endCursor } } }`;
    const { stocks } = (await read(query)) as unknown as StockPage;
    const before = await read(query, { after: stocks.pageInfo.endCursor });
    await database.db.updateTable('served_method').set({ name: 'greyoak-1.0' }).execute();
    const after = await read(query, { after: stocks.pageInfo.endCursor });
    await database.db.updateTable('served_method').set({ name: DAY.method.name }).execute();
    expect(after).toEqual(before);
    for (const { score, node } of (after as unknown as StockPage).stocks.edges) {
      expect(score).toMatchObject(node.score);
    }
  });

  test('agrees in a list of an earlier day', async () => {
    const page = await list({ on: FORMER });
    expect(page.edges.map(({ score, node }) => [score.date, node.score.date])).toEqual(
      page.edges.map(() => [FORMER, FORMER]),
    );
  });

  test('leaves nodes and stocks that are found otherwise as they are', async () => {
    const { nodes, edges } = await list({ on: FORMER });
    const query = `query ($id: ID!, $ticker: Ticker!) {
      node(id: $id) { ... on Stock { score(mode: INVESTOR) { date } } }
      stock(ticker: $ticker) { score(mode: INVESTOR) { date } }
    }`;
    expect(await read(query, { id: nodes[0].id, ticker: edges[0].node.ticker })).toEqual({
      node: { score: { date: NEXT } },
      stock: { score: { date: NEXT } },
    });
  });

  test('takes no statement for the run of the list', async () => {
    const { pageInfo } = await list({ on: NEWEST });
    await rescore(6, NEWEST, 10);
    const context = await createContext(services);
    const query = `query ($after: String) { stocks(mode: INVESTOR, first: 3, after: $after) { edges { score {
      provisional provenance { run { id } } } node { score(mode: INVESTOR) { provisional } } } } }`;
    await dataOf(context, query, { after: pageInfo.endCursor });
    expect(context.reads.counts.statements).toBe(0);
  });
});
