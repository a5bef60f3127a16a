import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from '../../../src/database/database.js';
import type { Tables } from '../../../src/database/tables.js';
import { loadDayBooks } from '../../../src/books/dayBook.js';
import { filingsLoader } from '../../../src/graphql/filing/filingLoaders.js';
import { lateFilingLoader } from '../../../src/graphql/filing/lateFilingLoader.js';
import { Reads } from '../../../src/graphql/reads.js';
import { formerRisksLoader } from '../../../src/graphql/risk/riskLoaders.js';
import { historyFromEndLoader, historyLoader } from '../../../src/graphql/score/historyLoaders.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { storedBars } from '../../../src/market/store/storedBars.js';
import { newestBarDay, storedSessions } from '../../../src/market/store/storedCalendar.js';
import { featuresOfDays } from '../../../src/market/store/featuresOfDays.js';
import { StoredFeatures } from '../../../src/market/store/storedFeatures.js';
import type { StockIds } from '../../../src/market/store/stockIds.js';
import { FEATURES } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { day, iso } from '../../support/market/folder.js';
import { withClient } from '../../support/market/storeTables.js';
import { watchedPool } from '../../support/database/disturbedPool.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

/** With fewer stocks, any index would do; with fewer days, none would be needed. */
const STOCKS = 400;
const DAYS = 350;
const FIRST_DAY = '2023-01-02';
const SCORED_DAYS = 50;
const FILED_DAYS = 60;
const ASSESSED_STOCKS = 100;
const ONE_DAY = '2023-03-01';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  const { pool } = database;
  await pool.query(
    `INSERT INTO batches SELECT k, now(), 'f', 0, 0, 0, 0, 0, NULL, 'f' FROM generate_series(1, 2) k`,
  );
  await pool.query(
    `INSERT INTO stocks (ticker) SELECT 'S' || k || '.NS' FROM generate_series(1, ${STOCKS}) k`,
  );
  await pool.query(`INSERT INTO companies SELECT id, 1, NULL, ticker, '', '', '' FROM stocks`);
  // Rows are inserted day after day, as in real use.
  const everyDay = `FROM generate_series(0, ${DAYS - 1}) d, generate_series(1, ${STOCKS}) s ORDER BY d, s`;
  await pool.query(
    `INSERT INTO bars SELECT s, date '${FIRST_DAY}' + d, 1, NULL, 'PRIMARY', 10, 10, 10, 10, 100, NULL ${everyDay}`,
  );
  await pool.query(
    `INSERT INTO features SELECT s, date '${FIRST_DAY}' + d, 1, NULL, 'PRIMARY', 0, ${FEATURES.map(() => 'd + s').join(', ')} ${everyDay}`,
  );
  await pool.query(`INSERT INTO sectors VALUES (1, 'IT')`);
  await pool.query(`INSERT INTO methods VALUES ('m', 'm', 't', '')`);
  await pool.query(`INSERT INTO sector_files VALUES ('s', '')`);
  await pool.query(
    `INSERT INTO runs (id, day, status, read_batch, method_hash, sectors_hash, code_version)
     SELECT d + 1, date '${FIRST_DAY}' + d, 'SUCCEEDED', 1, 'm', 's', 'v' FROM generate_series(0, ${SCORED_DAYS - 1}) d`,
  );
  await pool.query(
    `INSERT INTO served_method (name) VALUES ('m');
     INSERT INTO scored_days SELECT m, day, id, 1, 'm' FROM runs, unnest(enum_range(NULL::mode)) m`,
  );
  await pool.query(`
    INSERT INTO scores SELECT id, s, day, m, 'HOLD', NULL,
      CASE WHEN s <= 20 THEN 1 + (s - 1) + 20 * (CASE m WHEN 'TRADER' THEN 0 ELSE 1 END) + 40 * (id - 1) END,
      ${Array.from({ length: 6 }, () => 0).join(', ')}, ${Array.from({ length: 6 }, () => 'NULL').join(', ')},
      1, 0, 50, NULL, ${Array.from({ length: 16 }, () => 0).join(', ')}, 'HHHHHHH'
    FROM runs, unnest(enum_range(NULL::mode)) m, generate_series(1, ${STOCKS}) s ORDER BY id, m, s`);
  await pool.query(`
    INSERT INTO runs (id, day, status, read_batch, method_hash, sectors_hash, code_version)
    SELECT d + 1, date '${FIRST_DAY}' + d, 'SUCCEEDED', 1, 'm', 's', 'v' FROM generate_series(${SCORED_DAYS}, ${DAYS - 1}) d;
    INSERT INTO assessed_days SELECT day, id, 1 FROM runs;
    INSERT INTO risks SELECT id, s, day, ${Array.from({ length: 11 }, () => 0).join(', ')},
      ${Array.from({ length: 12 }, () => 'NULL').join(', ')}, repeat('60 returns', 10)
    FROM runs, generate_series(1, ${ASSESSED_STOCKS}) s ORDER BY id, s`);
  await pool.query(
    `INSERT INTO filings SELECT s, date '${FIRST_DAY}' + d, 0, 'NSE', 'Notice ' || d, 1, NULL, 'RESULTS',
       date '${FIRST_DAY}' + d, '', ''
     FROM generate_series(0, ${FILED_DAYS - 1}) d, generate_series(1, ${STOCKS}) s ORDER BY d, s`,
  );
  await pool.query('ANALYZE');
});
afterAll(closeTestDatabases);

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Returns how a statement would read a table, such as "Index Scan by bars_pkey". */
async function readsOf(table: string, text: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await database.pool.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
    `EXPLAIN (FORMAT JSON) ${text}`,
    [...values],
  );
  const nodes = nodesOf(rows[0]['QUERY PLAN'][0].Plan);
  // The index scan below a bitmap heap scan names no table.
  const isOf = (node: PlanNode) =>
    node['Relation Name'] === table || node['Node Type'] === 'Bitmap Index Scan';
  return nodes.filter(isOf).map((node) => `${node['Node Type']} by ${node['Index Name'] ?? 'nothing'}`);
}

/** Returns the statements of `work` that read a table, without the COPY around them. */
async function statementsOn(
  table: string,
  work: (client: Parameters<typeof stockIds>[0], ids: StockIds) => Promise<unknown>,
): Promise<string[]> {
  const texts: string[] = [];
  const pool = watchedPool(database.pool, (text) =>
    texts.push(/^COPY \(([^]*)\) TO STDOUT/.exec(text)?.[1] ?? text),
  );
  const ids = await withClient(database, (client) => stockIds(client));
  await withClient({ pool }, (client) => work(client, ids));
  return texts.filter((text) => new RegExp(`\\b(FROM|JOIN) ${table}\\b`).test(text));
}

/** Returns the statements that `work` sends, by Kysely or by itself. */
async function statementsSent(work: (database: Database) => Promise<unknown>) {
  const statements: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query }) => {
      statements.push({ sql: query.sql, parameters: query.parameters });
    },
  });
  const query: Database['query'] = (sql, parameters, signal) => {
    statements.push({ sql, parameters });
    return database.query(sql, parameters, signal);
  };
  await work({ ...database, db, query });
  return statements;
}

function expectServed(reads: readonly string[], index: string): void {
  expect(reads.join()).toContain(`by ${index}`);
  expect(reads.join()).not.toContain('Seq Scan');
}

test('the generated rows are as intended', async () => {
  const { rows } = await database.pool.query(
    `SELECT (SELECT count(*)::int4 FROM bars) AS bars, (SELECT count(*)::int4 FROM features) AS features,
       (SELECT count(*)::int4 FROM scores) AS scores, (SELECT count(position)::int4 FROM scores) AS events`,
  );
  // 400 × 350, twice; 400 × 50 × 2; 20 of the 400 stocks.
  expect(rows).toEqual([{ bars: 140_000, features: 140_000, scores: 40_000, events: 2_000 }]);
});

describe('an index serves', () => {
  test('bars of one stock in a span', async () => {
    const span = { stocks: [7], from: day(ONE_DAY), to: day('2023-03-31') };
    const statements = await statementsOn('bars', async (client, ids) => {
      expect((await storedBars(client, ids, span)).get(ids.tickerOf(7))?.day).toHaveLength(31);
      await storedBars(client, ids, { ...span, batch: 1 });
    });
    expect(statements).toHaveLength(2);
    for (const text of statements) {
      expectServed(await readsOf('bars', text), 'bars_pkey');
    }
  });

  test('features of all stocks on one day, by way of the stocks', async () => {
    const on = day(ONE_DAY);
    const statements = await statementsOn('features', async (client, ids) => {
      const features = new StoredFeatures(client, ids, 1, [on]);
      expect('values' in (await features.on(on))(ids.tickerOf(7))).toBe(true);
    });
    expect(statements).toHaveLength(1);
    expectServed(await readsOf('features', statements[0]), 'features_pkey');
  });

  test('features of several days, each at its own batch, by way of the stocks', async () => {
    const days = [ONE_DAY, '2023-03-02'].map((date, k) => ({ day: day(date), readBatch: 1 + k }));
    const statements = await statementsOn('features', async (client, ids) => {
      for (const of of await featuresOfDays(client, ids, days)) {
        expect('values' in of(ids.tickerOf(7))).toBe(true);
      }
    });
    expect(statements).toHaveLength(1);
    expectServed(await readsOf('features', statements[0]), 'features_pkey');
  });

  test('the last bars before a day, and which stocks have one on it', async () => {
    const on = day(ONE_DAY);
    const statements = await statementsOn('bars', async (client, ids) => {
      await new StoredFeatures(client, ids, 1, [on]).on(on);
    });
    expect(statements).toHaveLength(2);
    expectServed(await readsOf('bars', statements[0], [ONE_DAY]), 'bars_pkey');
    expectServed(await readsOf('bars', statements[1]), 'bars_day_idx');
  });

  test('the newest day with a bar, and the days with bars', async () => {
    const statements = await statementsOn('bars', async (client, ids) => {
      await newestBarDay(client);
      await storedSessions(client, ids);
      await storedSessions(client, ids, 1);
    });
    expect(statements).toHaveLength(3);
    for (const text of statements) {
      expectServed(await readsOf('bars', text), 'bars_day_idx');
    }
  });

  test('scores of one run', async () => {
    const [{ sql, parameters }] = await statementsSent(async (one) => {
      const [book] = await loadDayBooks(one, [{ runId: 40, mode: 'INVESTOR' }]);
      expect(book?.rows).toHaveLength(STOCKS);
    });
    expectServed(await readsOf('scores', sql, parameters), 'scores_pkey');
  });

  test.each([
    ['newest', historyLoader, { after: iso(ONE_DAY), before: null }],
    ['oldest', historyFromEndLoader, { after: null, before: iso('2023-01-02') }],
  ])('the history of a stock in one mode, from the %s on', async (_, loader, places) => {
    const key = {
      stockId: 7,
      mode: 'TRADER',
      method: 'm',
      from: null,
      to: null,
      ...places,
      limit: 20,
    } as const;
    const [{ sql, parameters }] = await statementsSent(async (one) => {
      expect(await loader({ reads: new Reads(one) }).load(key)).toHaveLength(20);
    });
    expectServed(await readsOf('scores', sql, parameters), 'scores_stock_id_mode_day_run_id_idx');
  });

  // Sorting the whole history of each stock takes a hundred times as long.
  test('the newest risk of stocks before a day, without their history', async () => {
    const [{ sql, parameters }] = await statementsSent(async (one) => {
      const loader = formerRisksLoader({ reads: new Reads(one) });
      const keys = Array.from({ length: ASSESSED_STOCKS }, (_, k) => ({
        stockId: k + 1,
        before: iso('2023-12-01'),
        count: 1,
      }));
      const found = await loader.loadMany(keys);
      expect(found[7]).toEqual([expect.objectContaining({ day: '2023-11-30' })]);
    });
    expect(await readsOf('risks', sql, parameters)).toEqual(['Index Scan by risks_stock_id_day_run_id_idx']);
  });

  test('filings of stocks, and the first one of their periods', async () => {
    const of = { stockId: 7, categories: null, from: null, to: iso(ONE_DAY) };
    const [page] = await statementsSent(async (one) => {
      const reads = new Reads(one);
      expect(await filingsLoader({ reads }).load({ of, after: null, limit: 21 })).toHaveLength(21);
    });
    const late = { stockId: 7, category: 'RESULTS', periodEnd: iso(ONE_DAY), filedOn: iso(ONE_DAY) } as const;
    const [first] = await statementsSent(async (one) => {
      expect(await lateFilingLoader({ reads: new Reads(one) }).load(late)).toBe(false);
    });
    expectServed(await readsOf('filings', page.sql, page.parameters), 'filings_pkey');
    expectServed(await readsOf('filings', first.sql, first.parameters), 'filings_of_periods');
  });

  test('events after a position', async () => {
    const text = 'SELECT * FROM scores WHERE position > $1 ORDER BY position LIMIT 500';
    expectServed(await readsOf('scores', text, [1500]), 'scores_position_idx');
  });
});
