/** Scores follow imports by themselves. */
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { migrateAs } from '../../../src/database/migrateAs.js';
import { withLock } from '../../../src/database/transaction.js';
import { importBars, type GivenBar } from '../../../src/market/store/importBars.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { queueOutdated } from '../../../src/runs/outdatedJob.js';
import { scoreSpan } from '../../../src/runs/scoreSpan.js';
import { scoreOutdated } from '../../../src/runs/scoreOutdated.js';
import { loadSetup } from '../../../src/runs/scoringSetup.js';
import { serveMethods } from '../../../src/runs/serveMethods.js';
import { eventually } from '../../support/time/eventually.js';
import {
  asOwner,
  closeTestDatabases,
  openTestDatabase,
  ownerUrl,
  roleOf,
} from '../../support/database/testDatabase.js';
import { day, removeFolders, writeFolder } from '../../support/market/folder.js';
import { Copies } from '../../support/runs/copies.js';
import { checkEvents } from '../../support/runs/eventModel.js';
import {
  bar,
  corrected,
  filesOf,
  marketOver,
  sessionsFrom,
  TICKERS,
  type Rows,
} from '../../support/market/market.js';
import { importFiles, reportsOf, storedDays, storedFormsOf } from '../../support/runs/store.js';
import {
  jobsOf,
  logged,
  newestRun,
  queueIsIdle,
  runsOf,
  startWorker,
  stopWorker,
  stopWorkers,
} from '../../support/runs/workers.js';

const OTHER_METHOD = fileURLToPath(new URL('../../../config/method-1.0.yaml', import.meta.url));
const [sessions, setup, other] = await Promise.all([
  sessionsFrom('2024-05-02', 24),
  loadSetup(),
  loadSetup(OTHER_METHOD),
]);
const NEWEST = sessions[23];
const market = marketOver(sessions, 'outdated');
const today = day('2026-11-20');
const onRecorded = queueOutdated;

/** A market with scores and a queue that has nothing to do. */
let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(market));
    await scoreSpan(database.pool, setup);
    const worker = await startWorker(database, setup);
    await queueIsIdle(database);
    await stopWorker(worker);
  });
}, 60_000);
afterEach(async () => {
  await stopWorkers();
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const take = (database: Database, rows: Rows) => importFiles(database, filesOf(rows));

function givenBar(ticker: string, date: string, close: number): GivenBar {
  const [, , open, high, low, , volume] = bar(ticker, date, close, 50_000).split(',').map(Number);
  return { ticker, date, open, high, low, close, volume, value: null };
}

async function expectScoresOf(database: Database, rows: Rows, days = sessions): Promise<void> {
  const reportOf = await reportsOf(await writeFolder(filesOf(rows)), setup);
  expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, days));
  await checkEvents(database);
}

describe('a worker with a method that the store no longer serves', () => {
  test('leaves the days of the served method to workers that have it', async () => {
    const database = await copies.open();
    const former = await startWorker(database, setup, { othersInMs: 300 });
    await serveMethods(database.pool, [other.method]);
    // The worker of the former version is the only one, until it has done what there was to do.
    await eventually(async () =>
      (await jobsOf(database)).some(({ run_at }) => run_at.getTime() > Date.now()),
    );
    await stopWorker(former);
    expect(await storedDays(database)).toEqual(new Map());
    await startWorker(database, other);
    // Counted by one statement: days and scores that are read one after the other may be of two moments.
    const servedDays = async () => (await database.pool.query('SELECT FROM served_days')).rowCount;
    await eventually(async () => (await servedDays()) === 2 * sessions.length);
    await queueIsIdle(database);
    expect(await jobsOf(database)).toEqual([]);
  }, 60_000);

  test('does not take the job of the others from the queue when it imports', async () => {
    const database = await copies.open();
    await serveMethods(database.pool, [other.method]);
    await scoreOutdated(database.pool, setup);
    expect(await jobsOf(database)).toMatchObject([{ key: 'rescore_outdated' }]);
  }, 60_000);
});

describe('a worker of the queue', () => {
  test('scores the newest session by itself after its bars were imported, and nothing else', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await startWorker(database, setup);
    const more = { prices: [bar(TICKERS[0], NEWEST, 444, 50_000)] };
    await take(database, more);
    await eventually(async () => (await runsOf(database, before)).length > 0);
    await queueIsIdle(database);
    expect((await runsOf(database, before)).map((run) => run.day)).toEqual([NEWEST]);
    await expectScoresOf(database, corrected(market, more));
  }, 30_000);

  test('makes few runs of a burst, the last of which has seen all of it', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await startWorker(database, setup);
    const closes = Array.from({ length: 40 }, (_, k) => 300 + k);
    const takeEach = async (some: readonly number[]) => {
      for (const close of some) {
        const bars = TICKERS.slice(0, 3).map((ticker) => givenBar(ticker, NEWEST, close));
        expect(await importBars(database.pool, bars, { today, onRecorded })).toMatchObject({ refusals: [] });
      }
    };
    // A worker may keep up with imports that are slow: the first half comes while it cannot score.
    await withLock(database.pool, 'runs', () => takeEach(closes.slice(0, 20)));
    await takeEach(closes.slice(20));
    await queueIsIdle(database);
    const runs = await runsOf(database, before);
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.length).toBeLessThan(closes.length);
    const prices = TICKERS.slice(0, 3).map((ticker) => bar(ticker, NEWEST, 339, 50_000));
    await expectScoresOf(database, corrected(market, { prices }));
  }, 30_000);

  test('merges a burst that arrives while it scores into one more run', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await startWorker(database, setup);
    await withLock(database.pool, 'runs', async () => {
      await importBars(database.pool, [givenBar(TICKERS[0], NEWEST, 300)], { today, onRecorded });
      await eventually(async () => (await jobsOf(database)).some(({ locked }) => locked));
      for (let close = 301; close < 306; close++) {
        await importBars(database.pool, [givenBar(TICKERS[0], NEWEST, close)], { today, onRecorded });
      }
      // One runs, waiting for us, and one waits.
      expect((await jobsOf(database)).map(({ locked }) => locked).sort()).toEqual([false, true]);
    });
    await queueIsIdle(database);
    expect(await runsOf(database, before)).toHaveLength(1);
  }, 30_000);

  test('scores the newest session first, and then the older ones in parts, ascending', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    const more = { prices: [bar(TICKERS[0], sessions[10], 444, 50_000)] };
    await take(database, more);
    await startWorker(database, setup, { daysPerJob: 5 });
    await queueIsIdle(database);
    const runs = await runsOf(database, before);
    expect(runs.map((run) => run.day)).toEqual([NEWEST, ...sessions.slice(10, 23)]);
    await expectScoresOf(database, corrected(market, more));
  }, 30_000);

  test('lets the newest session go before what is left of older ones', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    const older = { prices: [bar(TICKERS[0], sessions[2], 444, 50_000)] };
    const newer = { prices: [bar(TICKERS[0], NEWEST, 444, 50_000)] };
    await take(database, older);
    // As many jobs as can be, so that most are left when the first one is noticed.
    const worker = await startWorker(database, setup, { daysPerJob: 1 });
    await eventually(async () => (await runsOf(database, before)).length > 0);
    await stopWorker(worker);
    const made = (await runsOf(database, before)).length;
    expect(made).toBeLessThan(22);
    await take(database, newer);
    await startWorker(database, setup, { daysPerJob: 4 });
    await queueIsIdle(database);
    const runs = await runsOf(database, before);
    expect(runs[made].day).toBe(NEWEST);
    await expectScoresOf(database, corrected(corrected(market, older), newer));
  }, 30_000);

  test('scores nothing that is not to be rescored', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await startWorker(database, setup);
    const folder = await writeFolder(filesOf({ prices: [bar(TICKERS[0], NEWEST, 444, 50_000)] }));
    const { files } = await importFolder(database.pool, folder, { today });
    expect(files.map(({ updated }) => updated)).toEqual([1]);
    expect(await jobsOf(database)).toEqual([]);
    // What changes no score is nothing to do either.
    await take(database, { prices: market.prices?.slice(0, 3) ?? [] });
    expect(await jobsOf(database)).toEqual([]);
    expect(await newestRun(database)).toBe(before);
  });

  test('has nothing left to do after the days were scored by the command line', async () => {
    const database = await copies.open();
    await take(database, { prices: [bar(TICKERS[0], NEWEST, 444, 50_000)] });
    await scoreSpan(database.pool, setup);
    const before = await newestRun(database);
    expect(await jobsOf(database)).toHaveLength(1);
    await startWorker(database, setup);
    await queueIsIdle(database);
    expect(await newestRun(database)).toBe(before);
  });

  test('does not try again and again what cannot be scored', async () => {
    const database = await openTestDatabase();
    // No stock trades for twelve sessions: on the last three of these, no stock has a bar in the last ten.
    const hole = new Set<string>(sessions.slice(8, 20));
    const prices = (market.prices ?? []).filter((row) => !hole.has(row.split(',')[1]));
    await startWorker(database, setup, { daysPerJob: 2 });
    await take(database, { ...market, prices });
    await eventually(async () => (await runsOf(database)).length === 21);
    await queueIsIdle(database);
    expect(await jobsOf(database)).toEqual([]);
    const runs = await runsOf(database);
    expect(runs.map((run) => run.day).sort()).toEqual([...sessions.slice(0, 17), ...sessions.slice(20)]);
    expect(logged).not.toContain('a job failed and is not tried again');

    const empty = await openTestDatabase();
    await importFolder(empty.pool, await writeFolder(filesOf({ companies: market.companies ?? [] })), {
      today,
      onRecorded,
    });
    await startWorker(empty, setup);
    await queueIsIdle(empty);
    expect(logged).toContain('nothing was rescored');
    expect(await jobsOf(empty)).toEqual([]);
  }, 30_000);

  test('does what was queued before there was a queue', async () => {
    const database = await openTestDatabase();
    // As in a store of a former version, in which no worker has run.
    await asOwner(database, 'DROP SCHEMA graphile_worker CASCADE');
    await take(database, market);
    const { rows } = await database.pool.query('SELECT key, task FROM early_jobs');
    expect(rows).toEqual([{ key: 'rescore_outdated', task: 'rescore_outdated' }]);
    await migrateAs({ connectionString: ownerUrl(database) }, [roleOf(database)]);
    await Promise.all([startWorker(database, setup), startWorker(database, setup)]);
    await eventually(async () => (await runsOf(database)).length === sessions.length);
    await queueIsIdle(database);
    expect((await runsOf(database)).map((run) => run.day)).toEqual([NEWEST, ...sessions.slice(0, 23)]);
    expect((await database.pool.query('SELECT FROM early_jobs')).rows).toEqual([]);
  }, 30_000);
});
