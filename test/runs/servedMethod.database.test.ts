/** Scores of a method that the store does not serve. */
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { withLock } from '../../src/database/transaction.js';
import { createContext } from '../../src/graphql/context.js';
import { methodInForce } from '../../src/method/loadMethod.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { serveMethods } from '../../src/runs/serveMethods.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf } from '../support/graphql/execute.js';
import { removeFolders } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import { checkEvents } from '../support/runs/eventModel.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { importFiles, reproduced } from '../support/runs/store.js';
import { testAuthKey } from '../support/access/testAuthKey.js';

const OTHER_METHOD = fileURLToPath(new URL('../../config/method-1.0.yaml', import.meta.url));

const [sessions, setup, other] = await Promise.all([
  sessionsFrom('2024-05-02', 45),
  loadSetup(),
  loadSetup(OTHER_METHOD),
]);
const days = sessions.slice(40, 44);
const span = { from: days[0], to: days[3] };

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(marketOver(sessions, 'served')));
    await scoreSpan(database.pool, setup, span);
  });
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const SERVED = `{
  stock(ticker: "S02") {
    score(mode: INVESTOR) { id value previous { id value } provenance { methodName } }
    scores(mode: INVESTOR, first: 10) { totalCount nodes { id date value } }
  }
  stocks(mode: TRADER, first: 20, orderBy: { field: CHANGE, direction: DESC }) {
    nodes { ticker score(mode: TRADER) { id value band previous { id } } }
  }
  bands(mode: INVESTOR) { band count meanScore }
  sectors { key momentum { date z score } }
}`;

/** What a client reads that names no method, and the events that it hears. */
async function served(database: Database): Promise<unknown> {
  const services = servicesOf(database, setup, readSettings({}), { authKey: testAuthKey });
  await services.logs.start();
  const data = await dataOf(await createContext(services), SERVED);
  await services.logs.stop();
  const { rows: log } = await database.pool.query(
    `SELECT run_id, scores.mode, stock_id, position, previous_value, previous_band
     FROM scores JOIN runs ON runs.id = run_id
     WHERE position IS NOT NULL AND method_hash = $1 ORDER BY position`,
    [setup.method.hash],
  );
  return { data, log };
}

/** Scores of the served method in the log that come after a position, in their order. */
async function eventsAfter({ pool }: Database, position: number): Promise<readonly unknown[]> {
  const { rows } = await pool.query(
    `SELECT scores.day::text, scores.mode, stock_id, value, band, previous_value, previous_band
     FROM scores JOIN runs ON runs.id = run_id JOIN methods ON methods.hash = method_hash
     WHERE position > $1 AND methods.name = $2 ORDER BY position`,
    [position, setup.method.name],
  );
  return rows;
}

async function logOf({ pool }: Database): Promise<{ readonly epoch: string; readonly position: number }> {
  const { rows } = await pool.query<{ epoch: string; position: number }>(
    'SELECT epoch, last_position AS position FROM event_log',
  );
  return rows[0];
}

const queuedJobs = async ({ pool }: Database) =>
  (await pool.query<{ task: string }>('SELECT task_identifier AS task FROM graphile_worker.jobs')).rows;

/** The method whose score of the newest day a client gets. */
async function answeredMethod(database: Database): Promise<unknown> {
  const services = servicesOf(database, setup, readSettings({}), { authKey: testAuthKey });
  const data = await dataOf(
    await createContext(services),
    '{ stock(ticker: "S02") { score(mode: INVESTOR) { provenance { methodName } } } }',
  );
  return (data as { stock: { score: { provenance: { methodName: string } } | null } }).stock.score?.provenance
    .methodName;
}

describe('scoring by a method that the store does not serve', () => {
  test('leaves what is served as it is', async () => {
    const database = await copies.open();
    const before = await served(database);
    const { runs } = await scoreSpan(database.pool, other, span);
    expect(runs).toHaveLength(4);
    expect(await served(database)).toEqual(before);
    await checkEvents(database);
  }, 60_000);

  test('stores runs that are current of their method, and can be reproduced', async () => {
    const database = await copies.open();
    const first = await scoreSpan(database.pool, other, span);
    expect(first).toMatchObject({ sessions: 4, unchanged: 0, served: 'greyoak-1.1' });
    expect(first.runs[0].changed).toBeGreaterThan(0);
    expect(await scoreSpan(database.pool, other, span)).toEqual({
      sessions: 4,
      runs: [],
      unchanged: 4,
      served: 'greyoak-1.1',
    });
    const confirmed = await scoreSpan(database.pool, other, { ...span, recheck: true });
    expect(confirmed).toMatchObject({ runs: [], unchanged: 4 });
    const again = await reproduced(database);
    expect(again.map(({ run, reason }) => [run.methodHash, reason])).toEqual(
      days.flatMap(() => [setup, other].map(({ method }) => [method.hash, null])),
    );
  }, 60_000);

  test('does not change what the served method is compared with, nor when it is due', async () => {
    const [database, control] = [await copies.open(), await copies.open()];
    await scoreSpan(database.pool, other, span);
    const after = new Map([
      [database, await logOf(database)],
      [control, await logOf(control)],
    ]);
    const correction = bar(TICKERS[2], sessions[41], 4_321, 99_000);
    for (const one of [database, control]) {
      await importFiles(one, filesOf({ prices: [correction] }));
      const { runs } = await scoreSpan(one.pool, setup, { from: sessions[40], to: sessions[44] });
      expect(runs.map(({ day }) => day)).toEqual(sessions.slice(41, 45));
    }
    const told = (one: Database) => eventsAfter(one, after.get(one)?.position ?? NaN);
    const expected = await told(control);
    expect(expected.length).toBeGreaterThan(0);
    expect(await told(database)).toEqual(expected);
    expect((await scoreSpan(database.pool, other, span)).runs).toHaveLength(3);
  }, 60_000);
});

describe('serveMethods', () => {
  test('has the first method of a store served, whichever it is', async () => {
    const database = await openTestDatabase();
    expect(await serveMethods(database.pool, [setup.method])).toBeNull();
    const { epoch } = await logOf(database);
    expect(await serveMethods(database.pool, [setup.method])).toBeNull();
    expect((await logOf(database)).epoch).toBe(epoch);
    expect(await queuedJobs(database)).toEqual([]);

    const empty = await openTestDatabase();
    await importFiles(empty, filesOf(marketOver(sessions, 'served')));
    expect(await scoreSpan(empty.pool, other, { from: sessions[40], to: sessions[40] })).toMatchObject({
      runs: [{ day: sessions[40] }],
    });
    expect(await answeredMethod(empty)).toBe('greyoak-1.0');
    expect((await logOf(empty)).position).toBeGreaterThan(0);
  }, 60_000);

  test('serves what another method has scored before, renews the epoch, and queues the rest', async () => {
    const database = await copies.open();
    await scoreSpan(database.pool, other, span);
    const before = await logOf(database);
    // Jobs of the import, which the switch must not be mistaken for.
    await database.pool.query(
      'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
    );
    expect(await serveMethods(database.pool, [other.method])).toBe('greyoak-1.1');
    expect(await answeredMethod(database)).toBe('greyoak-1.0');
    const after = await logOf(database);
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.position).toBe(before.position);
    expect(await queuedJobs(database)).toEqual([{ task: 'rescore_outdated' }]);
    const { runs } = await scoreSpan(database.pool, other, { ...span, again: true });
    expect(runs.map(({ changed }) => changed)).toEqual([0, 0, 0, 0]);
    expect(await serveMethods(database.pool, [setup.method])).toBe('greyoak-1.0');
    expect(await answeredMethod(database)).toBe('greyoak-1.1');
  }, 60_000);

  test('has readers of other processes look again', async () => {
    const database = await copies.open();
    await scoreSpan(database.pool, other, span);
    const services = servicesOf(database, setup, readSettings({}), { authKey: testAuthKey });
    await services.snapshots.start();
    try {
      const before = await services.snapshots.newest();
      await serveMethods(database.pool, [other.method]);
      await eventually(() => !services.snapshots.isNewest(before));
      const after = await services.snapshots.newest();
      expect(after.version).not.toBe(before.version);
      expect(after.scoredDay('INVESTOR', null)?.runId).not.toBe(before.scoredDay('INVESTOR', null)?.runId);
    } finally {
      await services.snapshots.stop();
    }
  }, 60_000);

  test('waits for a scoring that is under way', async () => {
    const database = await copies.open();
    const waiting = new AbortController();
    await withLock(database.pool, 'runs', async () => {
      const serving = serveMethods(database.pool, [other.method], waiting.signal);
      waiting.abort();
      await expect(serving).rejects.toThrow('abort');
    });
    expect(await answeredMethod(database)).toBe('greyoak-1.1');
  }, 60_000);
});

test('a new version of the served method supersedes its former one', async () => {
  const database = await copies.open();
  const { parameters, thresholds } = setup.method;
  const bands = { ...thresholds.bands, HOLD: thresholds.bands.HOLD - 20 };
  const method = methodInForce(parameters, { ...thresholds, bands });
  expect([method.name, method.hash]).not.toEqual([setup.method.name, setup.method.hash]);
  const { position } = await logOf(database);
  const { runs, served: another } = await scoreSpan(database.pool, { ...setup, method }, span);
  expect(runs).toHaveLength(4);
  expect(another).toBeUndefined();
  expect(await eventsAfter(database, position)).toHaveLength(
    runs.reduce((sum, { changed }) => sum + changed, 0),
  );
  expect((await eventsAfter(database, position)).length).toBeGreaterThan(0);
  await checkEvents(database);
  const { rows } = await database.pool.query('SELECT count(*)::int AS days FROM scored_days');
  expect(rows).toEqual([{ days: 8 }]);
}, 60_000);
