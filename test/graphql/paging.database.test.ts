/** All connections in both directions: the same rows, whatever is stored between the pages, and cursors of one list only. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, validate, type ExecutionResult } from 'graphql';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { CompiledOperations } from '../../src/graphql/operation/compiledOperations.js';
import { resolveOperation } from '../../src/graphql/operation/resolveOperation.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { isoOf, dayOf } from '../../src/market/day.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { fill, FORMER, NEWEST, SPLIT, UNSCORED } from '../support/days/filledStore.js';
import { scoresOf } from '../support/days/storedRows.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { dayServices } from '../support/days/dayServices.js';

const schema = buildGreyoakSchema();
const compiled = new CompiledOperations(schema);
/** Days before those of the store, each with a run, a score of a trader and a bar. */
const EARLIER = Array.from({ length: 9 }, (_, k) => isoOf(dayOf('2024-09-02') + k));

let database: Database;
let services: Services;
let stockId: number;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM stocks WHERE ticker = $1', [
    SPLIT,
  ]);
  stockId = rows[0].id;
  for (const [k, day] of EARLIER.entries()) await addDay(day, 10 + k);
  services = await dayServices(database);
}, 60_000);

afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(closeTestDatabases);

/** Stores a run of a day, which scored one stock for traders, and a bar of the stock. */
async function addDay(day: IsoDate, runId: number): Promise<void> {
  const { pool, db } = database;
  await pool.query(
    `INSERT INTO runs (id, day, mode, status, read_batch, method_hash, sectors_hash, inputs_hash, code_version,
       scored, total, changed, started_at, finished_at, not_scored)
     SELECT $1::integer, $2::date, 'TRADER', status, read_batch, method_hash, sectors_hash, inputs_hash, code_version,
       1, 1, 0, started_at, finished_at + $1::integer * interval '1 s', not_scored FROM runs WHERE id = 3`,
    [runId, day],
  );
  const [score] = scoresOf(DAY, 'TRADER', runId, day);
  await db
    .insertInto('scores')
    .values({ ...score, stock_id: stockId, value: 40 + runId })
    .execute();
  await db
    .insertInto('scored_days')
    .values({ day, mode: 'TRADER', run_id: runId, valid_batch: 1, method: DAY.method.name })
    .execute();
  await pool.query(
    `INSERT INTO bars (stock_id, day, open, high, low, close, volume, value, source, recorded_in)
     SELECT stock_id, $2::date, open, high, low, close, volume + $3::integer, value, source, recorded_in FROM bars
     WHERE stock_id = $1 AND day = $4::date`,
    [stockId, day, runId, FORMER],
  );
}

interface Page {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

/** How to ask for a connection, and where it is in the answer. */
interface Connection {
  readonly name: string;
  readonly field: string;
  readonly rows: number;
  /** Other arguments, or another object: cursors of these lists are refused. */
  readonly others: readonly string[];
}

const PAGE = 'nodes { NODE } edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }';
const SIZES = 'first: $first, last: $last, after: $after, before: $before';
const stock = (field: string, ticker: string = SPLIT) => `stock(ticker: "${ticker}") { ${field} }`;

const CONNECTIONS: readonly Connection[] = [
  {
    name: 'Query.stocks',
    field: `stocks(mode: TRADER, ${SIZES}) { ${PAGE.replace('NODE', 'ticker score(mode: TRADER) { value }')} }`,
    rows: 35,
    others: [
      `stocks(mode: INVESTOR, ${SIZES}) { nodes { ticker } }`,
      `stocks(mode: TRADER, on: "${FORMER}", ${SIZES}) { nodes { ticker } }`,
      `stocks(mode: TRADER, filter: { bands: [AVOID] }, ${SIZES}) { nodes { ticker } }`,
      `stocks(mode: TRADER, orderBy: { field: TICKER }, ${SIZES}) { nodes { ticker } }`,
      `stocks(mode: TRADER, orderBy: { field: SCORE, direction: ASC }, ${SIZES}) { nodes { ticker } }`,
      `runs(${SIZES}) { nodes { id } }`,
    ],
  },
  {
    name: 'Query.runs',
    field: `runs(${SIZES}) { ${PAGE.replace('NODE', 'id')} }`,
    rows: 12,
    others: [
      `stocks(${SIZES}) { nodes { ticker } }`,
      stock(`bars(${SIZES}) { nodes { date } }`),
      stock(`scores(mode: TRADER, ${SIZES}) { nodes { date } }`),
    ],
  },
  {
    name: 'Stock.scores',
    field: stock(`scores(mode: TRADER, ${SIZES}) { ${PAGE.replace('NODE', 'date value')} }`),
    rows: 11,
    others: [
      stock(`scores(mode: INVESTOR, ${SIZES}) { nodes { date } }`),
      stock(`scores(mode: TRADER, from: "2024-09-02", ${SIZES}) { nodes { date } }`),
      stock(`scores(mode: TRADER, to: "2024-10-08", ${SIZES}) { nodes { date } }`),
      stock(`scores(mode: TRADER, ${SIZES}) { nodes { date } }`, UNSCORED),
      stock(`bars(${SIZES}) { nodes { date } }`),
      `runs(${SIZES}) { nodes { id } }`,
    ],
  },
  {
    name: 'Stock.bars',
    field: stock(`bars(${SIZES}) { ${PAGE.replace('NODE', 'date close volume')} }`),
    rows: 11,
    others: [
      stock(`bars(adjusted: false, ${SIZES}) { nodes { date } }`),
      stock(`bars(from: "2024-09-02", ${SIZES}) { nodes { date } }`),
      stock(`bars(to: "2024-10-08", ${SIZES}) { nodes { date } }`),
      stock(`bars(${SIZES}) { nodes { date } }`, UNSCORED),
      stock(`scores(mode: TRADER, ${SIZES}) { nodes { date } }`),
    ],
  },
];

const queryOf = (field: string) =>
  `query ($first: Int, $last: Int, $after: String, $before: String) { ${field} }`;

function pageIn(data: unknown): Page {
  const { stock: owner, ...rest } = data as Record<string, unknown>;
  const [page] = Object.values((owner ?? rest) as Record<string, unknown>);
  return page as Page;
}

const documents = new Map<string, ReturnType<typeof parse>>();

/** Executes a page as the service does: interpreted twice, then compiled; and checks that both say the same. */
async function pageOf(field: string, variables: Readonly<Record<string, unknown>>): Promise<Page> {
  const text = queryOf(field);
  const document = documents.get(text) ?? parse(text);
  if (!documents.has(text)) expect(validate(schema, document)).toEqual([]);
  documents.set(text, document);
  const operation = resolveOperation(schema, document, { variables });
  const context = await createContext(services);
  const shown = ({ data, errors }: ExecutionResult): unknown => JSON.parse(JSON.stringify({ data, errors }));
  const result = shown(await compiled.execute(operation, context));
  expect(context.reads.counts.statements).toBeLessThanOrEqual(1);
  expect(shown(await compiled.interpret(operation, await createContext(services)))).toEqual(result);
  return pageIn((result as { data: unknown }).data);
}

/** All nodes by pages of a size, in the order of the list. */
async function allOf(field: string, size: number, isForward: boolean, between?: () => Promise<void>) {
  let nodes: Page['nodes'] = [];
  let cursor: string | null = null;
  for (;;) {
    const page: Page = await pageOf(
      field,
      isForward ? { first: size, after: cursor } : { last: size, before: cursor },
    );
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect([startCursor, endCursor]).toEqual([page.edges.at(0)?.cursor, page.edges.at(-1)?.cursor]);
    expect(isForward ? hasPreviousPage : hasNextPage).toBe(cursor !== null);
    nodes = isForward ? [...nodes, ...page.nodes] : [...page.nodes, ...nodes];
    if (!(isForward ? hasNextPage : hasPreviousPage)) return nodes;
    cursor = isForward ? endCursor : startCursor;
    await between?.();
  }
}

describe.each(CONNECTIONS)('$name', ({ field, rows, others }) => {
  test('gives the same rows forwards and backwards, by pages of any size', async () => {
    const all = await allOf(field, 500, true);
    expect(all).toHaveLength(rows);
    for (const size of [Math.ceil(rows / 5), rows]) {
      expect(await allOf(field, size, true)).toEqual(all);
      expect(await allOf(field, size, false)).toEqual(all);
    }
  });

  test('cuts by both cursors, then by first, then by last', async () => {
    const { edges, nodes } = await pageOf(field, { first: 500 });
    const [after, before] = [edges[1].cursor, edges[8].cursor];
    const shown = async (variables: Record<string, unknown>) => {
      const page = await pageOf(field, { after, before, ...variables });
      const { hasPreviousPage, hasNextPage } = page.pageInfo;
      return { nodes: page.nodes, hasPreviousPage, hasNextPage };
    };
    const page = (from: number, to: number, hasPreviousPage: boolean, hasNextPage: boolean) => ({
      nodes: nodes.slice(from, to),
      hasPreviousPage,
      hasNextPage,
    });
    expect(await shown({ first: 3 })).toEqual(page(2, 5, true, true));
    expect(await shown({ first: 6 })).toEqual(page(2, 8, true, false));
    expect(await shown({ last: 2 })).toEqual(page(6, 8, true, true));
    expect(await shown({ last: 6 })).toEqual(page(2, 8, false, true));
    expect(await shown({ first: 4, last: 2 })).toEqual(page(4, 6, true, true));
    expect(await shown({ first: 2, last: 4 })).toEqual(page(2, 4, true, true));
    expect(await shown({ first: 0 })).toEqual(page(0, 0, true, true));
    expect(await shown({ last: 0 })).toEqual(page(0, 0, true, true));
    expect(await shown({ first: 5, after: before, before: after })).toEqual(page(0, 0, true, false));
  });

  test.each([
    [{ last: -1 }, 'Expected last to be a whole number of 0 to 500, got -1'],
    [{ last: 501 }, 'Expected last to be a whole number of 0 to 500, got 501'],
    [{ last: 1, first: -1 }, 'Expected first to be a whole number of 0 to 500, got -1'],
    [{ before: 'x' }, 'Expected a cursor from pageInfo or an edge of this connection'],
    [{ last: 1, before: '' }, 'Expected a cursor from pageInfo or an edge of this connection'],
  ])('refuses %j', async (variables, text) => {
    const { errors = [] } = await execute(await createContext(services), queryOf(field), variables);
    expect(errors.map(({ message, extensions }) => [message, extensions?.['code']])).toEqual([
      [expect.stringContaining(text), 'BAD_USER_INPUT'],
    ]);
  });

  test.each(others)('its cursor is refused by %s', async (other) => {
    const { edges } = await pageOf(field, { first: 3 });
    for (const variables of [
      { first: 1, after: edges[1].cursor },
      { last: 1, before: edges[1].cursor },
    ]) {
      const { errors = [] } = await execute(await createContext(services), queryOf(other), variables);
      expect(errors.map(({ message, extensions }) => [message, extensions?.['code']])).toEqual([
        [
          expect.stringMatching(/^Expected a cursor .+, got .+: .+, or begin again without/),
          'BAD_USER_INPUT',
        ],
      ]);
    }
  });
});

describe('what is stored between pages', () => {
  test('does not shift, repeat or change rows, in either direction', async () => {
    let runId = 100;
    for (const { name, field } of CONNECTIONS) {
      for (const isForward of [true, false]) {
        const before = await allOf(field, 500, true);
        const nodes = await allOf(field, Math.ceil(before.length / 3), isForward, async () => {
          runId++;
          // Newer than all others; a split that begins on it halves all prices before.
          const day = isoOf(dayOf(NEWEST) + runId - 100);
          await addDay(day, runId);
          await database.db
            .insertInto('actions')
            .values({
              ...{ stock_id: stockId, ex_date: day, kind: 'SPLIT', new_shares: 2, old_shares: 1 },
              ...{ recorded_in: 1, superseded_in: null },
            })
            .execute();
        });
        const key = Object.keys(before[0])[0];
        const keys = new Set(before.map((node) => node[key]));
        // Backwards, a list in which new rows are first ends with them.
        const kept = nodes.filter((node) => keys.has(node[key]));
        expect({ name, isForward, nodes: kept }).toEqual({ name, isForward, nodes: before });
        expect(new Set(nodes.map((node) => node[key])).size).toBe(nodes.length);
        if (isForward) expect(nodes).toEqual(before);
      }
    }
  });
});

describe('a cursor of stocks', () => {
  const query = `query ($on: Date, $after: String) { stocks(mode: TRADER, on: $on, first: 2, after: $after) {
    edges { node { ticker } score { date } } pageInfo { endCursor } } }`;
  const page = async (on: string | null, after: string | null = null) =>
    (await dataOf(await createContext(services), query, { on, after }))['stocks'] as Page;

  test.each([
    ['the day of the list', NEWEST, NEWEST, null],
    ['no day', NEWEST, null, null],
    ['the day of the list where none was asked for', null, 'newest', null],
    ['a day that is the same', '2024-09-15', '2024-09-14', null],
    ['a day of the future', '2999-01-01', '2999-01-01', null],
    ['another day', NEWEST, FORMER, `Expected a cursor of ${FORMER}, got one of ${NEWEST}: ask for its day`],
    ['a day of before all', FORMER, '1990-01-01', `Expected a cursor of 1990-01-01, got one of ${FORMER}`],
    [
      'the future, of an old list',
      FORMER,
      '2999-01-01',
      `Expected a cursor of 2999-01-01, got one of ${FORMER}`,
    ],
  ])('continues with, or refuses, %s', async (_, on, second, refusal) => {
    const { edges, pageInfo } = await page(on);
    const [{ score }] = edges as unknown as readonly { score: { date: string } }[];
    const variables = { on: second === 'newest' ? score.date : second, after: pageInfo.endCursor };
    const { data, errors } = await execute(await createContext(services), query, variables);
    expect(errors?.map(({ message }) => message)).toEqual(
      refusal === null ? undefined : [expect.stringContaining(refusal)],
    );
    if (refusal === null) expect(pageIn(data).edges).toHaveLength(score.date === NEWEST ? 2 : 0);
  });

  test('continues with the words of the first page when another day was scored since', async () => {
    const first = await page('2999-01-01');
    await addDay('2025-03-03' as IsoDate, 500);
    const { data, errors } = await execute(await createContext(services), query, {
      on: '2999-01-01',
      after: first.pageInfo.endCursor,
    });
    expect(errors).toBeUndefined();
    expect(data).toBeDefined();
  });
});

test('a cursor of scores is refused after another method was served', async () => {
  const scores = stock(`scores(mode: TRADER, ${SIZES}) { ${PAGE.replace('NODE', 'date')} }`);
  const { pageInfo } = await pageOf(scores, { first: 1 });
  await database.db.updateTable('served_method').set({ name: 'greyoak-1.0' }).execute();
  const { errors = [] } = await execute(await createContext(services), queryOf(scores), {
    first: 1,
    after: pageInfo.endCursor,
  });
  await database.db.updateTable('served_method').set({ name: DAY.method.name }).execute();
  expect(errors.map(({ message }) => message)).toEqual([
    'Expected a cursor with method greyoak-1.0 in after, got one with method greyoak-1.1: ' +
      'keep to the arguments of its list, or begin again without a cursor.',
  ]);
});
