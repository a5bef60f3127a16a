import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { LiveLog } from '../../src/live/liveLog.js';
import type { ScoreEventRow } from '../../src/live/scoreEventRow.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { removeFolders } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import { checkEvents } from '../support/runs/eventModel.js';
import { eps, filesOf, INDUSTRIES, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { importFiles } from '../support/runs/store.js';
import { positions, range } from '../support/live/memoryLog.js';
import { RICH } from '../support/live/bucketPayer.js';
import { RecordingSink } from '../support/live/recordingSink.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 30), loadSetup()]);

let copies: Copies;
const undo: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(marketOver(sessions, 'events')));
  });
}, 60_000);
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

/** Scores one session. */
const score = ({ pool }: Database, session: number, again = false) =>
  scoreSpan(pool, setup, { from: sessions[session], to: sessions[session], again });

/** Changes the scores of the last sessions. */
const correct = (database: Database, value: number) =>
  importFiles(database, { ...filesOf({ statements: [eps(TICKERS[8], value, sessions[1])] }) });

describe('the stored log', () => {
  test('is empty before the first run', async () => {
    const log = scoreLog(await copies.open());
    const { epoch, position } = await log.end();
    expect(position).toBe(0);
    expect(epoch).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await log.events(0, 1_000, 1_000)).toEqual([]);
    expect(await log.since(0, 1_000)).toEqual({ end: { epoch, position: 0 }, events: [] });
    expect(await log.endBefore(new Date())).toBe(0);
  });

  test('gives exactly the events of the runs, in order, with their stocks and companies', async () => {
    const database = await copies.open();
    await scoreSpan(database.pool, setup);
    await correct(database, 70);
    await scoreSpan(database.pool, setup);
    const last = await checkEvents(database);
    const log = scoreLog(database);
    expect((await log.end()).position).toBe(last);
    const events = await log.events(0, last, last + 1);
    expect(positions(events)).toEqual(range(1, last));

    const { rows: stocks } = await database.pool.query<{ id: number; ticker: string }>(
      'SELECT id, ticker FROM stocks',
    );
    const tickers = new Map(stocks.map(({ id, ticker }) => [id, ticker]));
    const { rows: sectors } = await database.pool.query<{ id: number; key: string }>(
      'SELECT id, key FROM sectors',
    );
    const sectorOf = new Map(sectors.map(({ id, key }) => [id, key]));
    const { rows: runs } = await database.pool.query<{ id: number; finished_at: Date }>(
      'SELECT id, finished_at FROM runs',
    );
    const finished = new Map(runs.map(({ id, finished_at }) => [id, finished_at]));
    const stored = await database.db
      .selectFrom('scores')
      .selectAll()
      .where('position', 'is not', null)
      .execute();
    const expected = stored
      .toSorted((a, b) => Number(a.position) - Number(b.position))
      .map((row) => {
        const ticker = tickers.get(row.stock_id) ?? '';
        // As marketOver names them.
        const k = TICKERS.indexOf(ticker.replace('.NS', ''));
        return {
          ...row,
          ticker,
          name: `Stock ${k} Ltd.`,
          isin: '',
          industry: INDUSTRIES[k < 7 ? 0 : k < 13 ? 1 : 2],
          sector: sectorOf.get(row.sector_id),
          at: finished.get(row.run_id),
          withdrawn: false,
          has_score: true,
          method_name: setup.method.name,
          of_served: true,
        };
      });
    expect(events).toEqual(expected);
  }, 60_000);

  test('returns the events after a position, up to another one, and at most the limit', async () => {
    const database = await copies.open();
    await score(database, 10);
    const log = scoreLog(database);
    const { position: last } = await log.end();
    // Sixteen stocks but the one that is not listed yet or does not trade, in two modes (test/runs/market.ts).
    expect(last).toBeGreaterThanOrEqual(28);
    expect(positions(await log.events(0, last, 5))).toEqual([1, 2, 3, 4, 5]);
    expect(positions(await log.events(7, 11, 100))).toEqual([8, 9, 10, 11]);
    expect(positions(await log.events(last - 1, last + 5, 100))).toEqual([last]);
    expect(await log.events(last, last, 100)).toEqual([]);
    const end = await log.end();
    for (const [after, limit] of [
      [0, 5],
      [last - 3, 100],
      [last, 100],
    ]) {
      const page = { end, events: await log.events(after, last, limit) };
      expect(await log.since(after, limit)).toEqual(page);
    }
  });

  test('is read by its index, no further than the limit', async () => {
    // A hundred thousand events, and of the small tables PostgreSQL does not know yet how many rows they have.
    const database = await openTestDatabase('sample');
    const { position: last } = await scoreLog(database).end();
    expect(last).toBeGreaterThan(50_000);
    const plans: object[] = [];
    const explaining = scoreLog({
      db: database.db,
      query: async (text, values) => {
        plans.push(...(await database.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)));
        return database.query(text, values);
      },
    });
    await explaining.events(1_000, last, 20);
    await explaining.events(last - 20, last, 1_000);
    await explaining.since(1_000, 20);
    await explaining.since(last - 20, 1_000);
    // Withdrawn scores are looked up only where there are events that tell of them.
    const scans = plans
      .flatMap(nodesOf)
      .filter((node) => node['Relation Name'] === 'scores' && node['Actual Loops'] !== 0);
    expect(scans).toMatchObject(
      Array.from({ length: 4 }, () => ({ 'Index Name': 'scores_position_idx', 'Actual Rows': 20 })),
    );
  }, 60_000);

  test('knows where it ended before a moment', async () => {
    const database = await copies.open();
    const ends: number[] = [];
    const log = scoreLog(database);
    for (const session of [10, 11, 12]) {
      await score(database, session);
      ends.push((await log.end()).position);
    }
    // Changes nothing, so that it ends where the former one has.
    await score(database, 12, true);
    await database.pool.query(
      `UPDATE runs SET finished_at = timestamptz '2026-01-01 00:00Z' + id * interval '1 hour'`,
    );
    const { rows } = await database.pool.query<{ at: Date }>(
      'SELECT finished_at AS at FROM runs ORDER BY id',
    );
    const times = rows.map(({ at }) => at.getTime());
    expect(times).toHaveLength(4);
    const found = [];
    for (const time of times) {
      found.push(await log.endBefore(new Date(time)), await log.endBefore(new Date(time + 1)));
    }
    const [one, two, three] = ends;
    expect(found).toEqual([0, one, one, two, two, three, three, three]);
  });
});

describe('the hint', () => {
  test('comes once for a commit that adds events, with the position, and for no other', async () => {
    const database = await copies.open();
    const heard: string[] = [];
    const client = await database.pool.connect();
    undo.push(async () => client.release(true));
    client.on('notification', ({ payload = '' }) => heard.push(payload));
    await client.query('LISTEN greyoak_events');
    /** What was heard since, up to a mark: what comes over one connection comes in order. */
    const sinceThen = async () => {
      await database.pool.query(`SELECT pg_notify('greyoak_events', 'mark')`);
      await eventually(() => heard.includes('mark'));
      return heard.splice(0).filter((payload) => payload !== 'mark');
    };
    const end = async () => String((await scoreLog(database).end()).position);

    await score(database, 10);
    expect(await sinceThen()).toEqual([await end()]);
    await scoreSpan(database.pool, setup, { from: sessions[0], to: sessions[19] });
    // Rows have the number of the transaction that stored them.
    const { rows: commits } = await database.pool.query<{ end: string; days: number }>(
      `SELECT max(last_position)::text AS end, count(*)::int AS days FROM runs WHERE id > 1
       GROUP BY xmin::text ORDER BY max(last_position)`,
    );
    expect(commits.reduce((sum, { days }) => sum + days, 0)).toBe(19);
    expect(commits.length).toBeLessThan(5);
    expect(await sinceThen()).toEqual(commits.map(({ end }) => end));
    // The same scores again.
    const { runs } = await score(database, 19, true);
    expect(runs).toMatchObject([{ changed: 0 }]);
    expect(await sinceThen()).toEqual([]);
    const other = await database.pool.connect();
    await other.query('BEGIN');
    await other.query('UPDATE event_log SET last_position = last_position + 7');
    await other.query('ROLLBACK');
    other.release();
    expect(await sinceThen()).toEqual([]);
  }, 60_000);
});

describe('two processes', () => {
  test('see the same events in the same order while two others store runs at once', async () => {
    const url = await copies.url();
    const open = async () => {
      const database = await openDatabase({ url, home: '' });
      undo.push(database.close);
      return database;
    };
    const [one, other] = [await open(), await open()];
    const readers = await Promise.all([follow(await open(), 5), follow(await open(), 20)]);
    await Promise.all([scoreSpan(one.pool, setup), scoreSpan(other.pool, setup)]);
    await correct(one, 70);
    await Promise.all([
      scoreSpan(one.pool, setup),
      scoreSpan(other.pool, setup, { again: true, from: sessions[20] }),
    ]);
    const last = await checkEvents(one);
    await eventually(() => readers.every(({ sink }) => sink.cursors.length >= last));
    const stored = await scoreLog(one).events(0, last, last);
    expect(last).toBeGreaterThan(500);
    for (const { sink } of readers) expect(sink.cursors).toEqual(stored.map(textOf));
  }, 60_000);
});

/** All nodes of an explained plan. */
function nodesOf(plan: object): Record<string, unknown>[] {
  const inner = Object.values(plan).filter(
    (value): value is object => typeof value === 'object' && value !== null,
  );
  return [plan as Record<string, unknown>, ...inner.flatMap(nodesOf)];
}

const textOf = ({ position, ticker, mode, day, value }: ScoreEventRow) =>
  [position, day, mode, ticker, value].join();

/** Live scores without hints, and what a subscription to all events gets. */
async function follow(database: Database, pollMs: number) {
  const live = new LiveLog(scoreLog(database), {
    events: 'scores',
    retentionMs: 3_600_000,
    pollMs,
    pageSize: 77,
    ringSize: 50,
    onFailure: (error) => {
      throw error;
    },
  });
  await live.start();
  undo.push(() => live.stop());
  const sink = new RecordingSink();
  live.subscribe(
    'all',
    {
      matches: () => true,
      encode: async (events) => events.map((event) => ({ cursor: textOf(event), payload: Buffer.alloc(0) })),
      onFailure: () => undefined,
      price: 1,
      resultsAtOnce: 200,
    },
    live.position,
    sink,
    RICH,
  );
  return { live, sink };
}
