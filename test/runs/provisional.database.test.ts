/** Scores of a session that has not closed yet. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { queueOutdated } from '../../src/runs/outdatedJob.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { day, fileOf, iso, removeFolders, writeFolder, type Files } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import { checkEvents } from '../support/runs/eventModel.js';
import { bar, filesOf, marketOver, TICKERS } from '../support/market/market.js';
import { jobsOf, queueIsIdle, startWorker, stopWorkers } from '../support/runs/workers.js';

const setup = await loadSetup();
/** Weekdays of a future year, so that a job for a close waits until the test makes it due. */
const sessions = ['02', '03', '04', '05', '06', '09', '10', '11', '12', '13'].map((date) =>
  iso(`2099-03-${date}`),
);
const RUNNING = sessions[9];
/** 15:30 in India, five and a half hours before UTC. */
const CLOSE = Date.parse('2099-03-13T10:00:00Z');

const take = async ({ pool }: Database, files: Files) =>
  importFolder(pool, await writeFolder(files), { today: day(RUNNING), onRecorded: queueOutdated });

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await take(database, filesOf(marketOver(sessions, 'provisional')));
  });
}, 60_000);
afterEach(async () => {
  await stopWorkers();
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const scoreAt = ({ pool }: Database, time: number) => scoreSpan(pool, setup, { now: () => new Date(time) });
const runsOf = async ({ pool }: Database) => {
  const { rows } = await pool.query<{ day: string; provisional: boolean; changed: number; current: boolean }>(
    `SELECT day::text AS day, provisional, changed, id IN (SELECT run_id FROM scored_days) AS current
     FROM runs WHERE day = $1 ORDER BY id`,
    [RUNNING],
  );
  return rows;
};

describe('a run of a session that has not closed', () => {
  test('is provisional, and followed by a final one once it has', async () => {
    const database = await copies.open();
    await scoreAt(database, CLOSE - 1);
    const { rows } = await database.pool.query(
      'SELECT provisional, count(*)::int AS runs FROM runs GROUP BY provisional ORDER BY provisional',
    );
    expect(rows).toEqual([
      { provisional: false, runs: 9 },
      { provisional: true, runs: 1 },
    ]);
    // Nothing is new, and it has not closed.
    expect((await scoreAt(database, CLOSE - 1)).runs).toEqual([]);

    const final = await scoreAt(database, CLOSE);
    expect(final.runs.map((run) => [run.day, run.changed])).toEqual([[RUNNING, 0]]);
    const [provisional, second] = await runsOf(database);
    expect(provisional).toMatchObject({ provisional: true, current: false });
    expect(second).toMatchObject({ provisional: false, current: true });
    expect((await scoreAt(database, CLOSE + 1)).runs).toEqual([]);
    await checkEvents(database);
  }, 30_000);

  test('is so until the day ends where the session is a special one of the calendar', async () => {
    const database = await copies.open();
    await take(database, fileOf('holidays', `${RUNNING},SESSION,Muhurat trading`));
    const end = Date.parse('2099-03-13T18:30:00Z');
    await scoreAt(database, end - 1);
    await scoreAt(database, end);
    expect((await runsOf(database)).map(({ provisional }) => provisional)).toEqual([true, false]);
  }, 30_000);

  test('is scored again by itself at the close, with events only for what differs', async () => {
    const database = await copies.open();
    let time = CLOSE - 3_600_000;
    await startWorker(database, setup, { now: () => new Date(time) });
    await eventually(async () => (await runsOf(database)).length === 1);
    await queueIsIdle(database);
    await take(database, fileOf('prices', bar(TICKERS[0], RUNNING, 555, 60_000)));
    await eventually(async () => (await runsOf(database)).length === 2);
    await queueIsIdle(database);
    expect((await runsOf(database)).map(({ provisional }) => provisional)).toEqual([true, true]);
    // One job for the close, however many runs there were.
    const waiting = await jobsOf(database);
    expect(waiting.map(({ key, run_at }) => [key, run_at.getTime()])).toEqual([
      [`close ${RUNNING}`, CLOSE + 1000],
    ]);

    time = CLOSE + 1000;
    await database.pool.query(
      'SELECT graphile_worker.reschedule_jobs(array_agg(id), run_at => now()) FROM graphile_worker.jobs',
    );
    await eventually(async () => (await runsOf(database)).length === 3);
    await queueIsIdle(database);
    expect((await runsOf(database))[2]).toEqual({
      day: RUNNING,
      provisional: false,
      changed: 0,
      current: true,
    });
    expect(await jobsOf(database)).toEqual([]);
    await checkEvents(database);
  }, 30_000);
});
