/** Whatever ends a rescore leaves a failed run with its reason, and the store knows since when scores are behind. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import type { Database } from '../../src/database/database.js';
import { applySessionQuorum } from '../../src/market/store/applySessionQuorum.js';
import { withLock } from '../../src/database/transaction.js';
import { queueOutdated } from '../../src/runs/outdatedJob.js';
import { Rescores } from '../../src/runs/rescores.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { scoresBehind } from '../../src/runs/scoresBehind.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { createRunServices } from '../../src/runs/runServices.js';
import { serveMethods } from '../../src/runs/serveMethods.js';
import { rescoreOutdated } from '../../src/runs/tasks/rescoreOutdated.js';
import { UserError } from '../../src/userError.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { removeFolders } from '../support/market/folder.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { Copies } from '../support/runs/copies.js';
import { importFiles } from '../support/runs/store.js';
import {
  jobsOf,
  newestRun,
  queueIsIdle,
  startWorker,
  stopWorker,
  stopWorkers,
} from '../support/runs/workers.js';
import { eventually } from '../support/time/eventually.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 14), loadSetup()]);
const NEWEST = sessions[13];
const MASKED = 'The scoring failed; the log of the service says why.';

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(marketOver(sessions, 'failedRuns')));
    await scoreSpan(database.pool, setup);
    await stopWorker(await startWorker(database, setup));
    await database.pool.query(
      'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
    );
  });
}, 60_000);
afterEach(async () => {
  await stopWorkers();
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

/** Makes storing scores fail. */
const breakScores = (database: Database, code: string) =>
  asOwner(
    database,
    `CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'could not extend file "base/1/2"' USING ERRCODE = '${code}'; END $$;
     CREATE TRIGGER break BEFORE INSERT ON scores FOR EACH ROW EXECUTE FUNCTION break()`,
  );
const fixScores = (database: Database) =>
  asOwner(database, 'DROP TRIGGER break ON scores; DROP FUNCTION break');

const takeBar = (database: Database, close: number, day: string = NEWEST) =>
  importFiles(database, filesOf({ prices: [bar(TICKERS[0], day, close, 50_000)] }));

/** Gives the only job to a worker that is gone, at its last attempt. */
const killAtLastAttempt = (database: Database) =>
  asOwner(
    database,
    `UPDATE graphile_worker._private_jobs SET attempts = max_attempts, locked_by = 'gone', locked_at = now()`,
  );

async function runsAfter({ pool }: Database, before: number) {
  const { rows } = await pool.query<{ status: string; day: string; error: string | null; cause: string }>(
    'SELECT status, day, error, cause FROM runs WHERE id > $1 AND finished_at >= started_at ORDER BY id',
    [before],
  );
  return rows;
}

const failed = (error: string, cause = 'FACTS') => ({ status: 'FAILED', day: NEWEST, error, cause });

describe('a rescore of changed facts', () => {
  test('leaves a failed run with its reason, once for the same facts', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await breakScores(database, 'P0001');
    await startWorker(database, setup);
    await takeBar(database, 444);
    await queueIsIdle(database);
    expect(await runsAfter(database, before)).toEqual([failed(MASKED)]);

    await withLock(database.pool, 'facts', queueOutdated);
    await queueIsIdle(database);
    expect(await runsAfter(database, before)).toHaveLength(1);
    await takeBar(database, 445);
    await queueIsIdle(database);
    expect(await runsAfter(database, before)).toEqual([failed(MASKED), failed(MASKED)]);
    expect(await scoresBehind(database.pool)).toMatchObject({ reason: 'FAILED' });

    await fixScores(database);
    await takeBar(database, 446);
    await queueIsIdle(database);
    expect((await runsAfter(database, before)).map(({ status }) => status)).toEqual([
      ...['FAILED', 'FAILED', 'SUCCEEDED'],
    ]);
    expect(await scoresBehind(database.pool)).toBeNull();
  }, 30_000);

  test('names the older session that it failed at', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await asOwner(
      database,
      `CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
       CREATE TRIGGER break BEFORE INSERT ON runs FOR EACH ROW
         WHEN (NEW.day = '${sessions[12]}' AND NEW.status = 'SUCCEEDED') EXECUTE FUNCTION break()`,
    );
    await startWorker(database, setup);
    await takeBar(database, 444, sessions[12]);
    await queueIsIdle(database);
    const runs = await runsAfter(database, before);
    expect(runs.map(({ status, day }) => [status, day])).toEqual([
      ['SUCCEEDED', NEWEST],
      ['FAILED', sessions[12]],
    ]);
    // Older sessions do not make the newest scores late.
    expect(await scoresBehind(database.pool)).toBeNull();
  }, 30_000);

  test('says that the disk is full, and is tried again', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await breakScores(database, '53100');
    await startWorker(database, setup);
    await takeBar(database, 444);
    const full =
      'The disk of the database is full (53100): free space on it. Scores of changed facts are then made by themselves; ' +
      'what was asked for has to be asked for again.';
    await eventually(async () => (await runsAfter(database, before)).length > 0);
    expect(await runsAfter(database, before)).toEqual([failed(full)]);
    await eventually(async () => (await jobsOf(database)).some(({ locked }) => !locked));
    expect(await scoresBehind(database.pool)).toMatchObject({ reason: 'RETRYING' });
    await fixScores(database);
    await asOwner(database, 'UPDATE graphile_worker._private_jobs SET run_at = now()');
    await eventually(async () => (await scoresBehind(database.pool)) === null);
    expect((await runsAfter(database, before)).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
  }, 30_000);

  test('fails if the newest session cannot be scored, and says why', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await asOwner(database, `UPDATE companies SET industry = 'Nothing' WHERE superseded_in IS NULL`);
    await startWorker(database, setup);
    await takeBar(database, 444);
    await queueIsIdle(database);
    expect(await runsAfter(database, before)).toEqual([
      failed(expect.stringContaining(`No stock can be scored on ${NEWEST}`) as unknown as string),
    ]);
    expect(await scoresBehind(database.pool)).toMatchObject({ reason: 'FAILED' });
  }, 30_000);

  test('fails if its workers were killed, as often as it was tried', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await takeBar(database, 444);
    await killAtLastAttempt(database);
    await startWorker(database, setup);
    const killed = failed('Its worker ended during the last attempt.');
    await eventually(async () => (await runsAfter(database, before)).length > 0);
    // A second look finds the run.
    await queueIsIdle(database);
    await stopWorkers();
    await stopWorker(await startWorker(database, setup));
    expect(await runsAfter(database, before)).toEqual([killed]);
    expect(await scoresBehind(database.pool)).toMatchObject({ reason: 'FAILED' });
  }, 30_000);
});

describe('a rescore that takes too long', () => {
  test('is no success', async () => {
    const database = await copies.open();
    await takeBar(database, 444);
    const tooLong = new UserError('The job took longer than 3600 s.');
    const run = withLock(database.pool, 'runs', (client) =>
      rescoreOutdated.run(
        {},
        {
          ...{ id: '1', pool: database.pool, client, signal: AbortSignal.abort(tooLong) },
          progress: () => undefined,
          log: {
            debug: () => undefined,
            info: () => undefined,
            warn: () => undefined,
            error: () => undefined,
          },
          services: createRunServices(setup),
        },
      ),
    );
    await expect(run).rejects.toBe(tooLong);
  });
});

describe('a run that was asked for', () => {
  test('fails if its workers were killed, as often as it was tried', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    await new Rescores(database, setup).request({ on: null, mode: null }, NO_ACTOR);
    await database.pool.query(
      `UPDATE runs SET status = 'RUNNING', started_at = now() WHERE status = 'QUEUED'`,
    );
    await killAtLastAttempt(database);
    await startWorker(database, setup);
    await eventually(async () => (await runsAfter(database, before)).length > 0);
    expect(await runsAfter(database, before)).toEqual([
      failed('Its worker ended during the last attempt.', 'REQUEST'),
    ]);
    // The scores that it would have replaced are those of all facts.
    expect(await scoresBehind(database.pool)).toBeNull();
  }, 30_000);
});

describe('scoresBehind', () => {
  const recordedAt = async ({ pool }: Database, dataset = 'prices') => {
    const { rows } = await pool.query<{ at: Date }>(
      'SELECT recorded_at AS at FROM batches WHERE dataset = $1 ORDER BY id DESC LIMIT 1',
      [dataset],
    );
    return rows[0].at;
  };

  test('tells since when the newest session lacks facts, and what becomes of it', async () => {
    const database = await copies.open();
    expect(await scoresBehind(database.pool)).toBeNull();
    await takeBar(database, 444);
    const since = await recordedAt(database);
    await takeBar(database, 445);
    expect(await scoresBehind(database.pool)).toEqual({ since, session: NEWEST, reason: 'WAITING' });
    await database.pool.query(
      'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
    );
    expect(await scoresBehind(database.pool)).toEqual({ since, session: NEWEST, reason: 'NOT_QUEUED' });
    await scoreSpan(database.pool, setup, { from: NEWEST, to: NEWEST, mode: 'TRADER' });
    expect(await scoresBehind(database.pool)).toMatchObject({ since });
    await scoreSpan(database.pool, setup, { from: NEWEST, to: NEWEST });
    expect(await scoresBehind(database.pool)).toBeNull();
  }, 30_000);

  test('counts a session without scores from its first facts on', async () => {
    const database = await openTestDatabase();
    expect(await scoresBehind(database.pool)).toBeNull();
    const market = marketOver(sessions, 'behind');
    const newest = (row: string) => row.includes(NEWEST);
    const { prices = [] } = market;
    await importFiles(database, filesOf({ ...market, prices: prices.filter((row) => !newest(row)) }));
    await applySessionQuorum(database.pool, setup.sessionQuorum);
    expect(await scoresBehind(database.pool)).toMatchObject({ session: sessions[12] });
    await scoreSpan(database.pool, setup);
    await importFiles(database, filesOf({ prices: prices.filter(newest) }));
    expect(await scoresBehind(database.pool)).toMatchObject({
      since: await recordedAt(database),
      session: NEWEST,
    });
    await scoreSpan(database.pool, setup);
    // The store serves another method from now on, which has scored nothing.
    await serveMethods(database.pool, [{ name: 'another' }]);
    const { rows } = await database.pool.query<{ since: Date }>('SELECT since FROM served_method');
    expect(await scoresBehind(database.pool)).toMatchObject({ since: rows[0].since, session: NEWEST });
  }, 30_000);

  test('counts a session that ceased to have scores, with no newer facts', async () => {
    const database = await copies.open();
    await asOwner(database, `DELETE FROM scored_days WHERE day = '${NEWEST}'`);
    const { rows } = await database.pool.query<{ since: Date }>(
      'SELECT max(recorded_at) AS since FROM batches WHERE touches_from <= $1',
      [NEWEST],
    );
    expect(await scoresBehind(database.pool)).toEqual({
      since: rows[0].since,
      session: NEWEST,
      reason: 'NOT_QUEUED',
    });
  });

  test('counts provisional scores from the close on', async () => {
    const database = await copies.open();
    await database.pool.query('UPDATE runs SET provisional = true WHERE day = $1', [NEWEST]);
    expect(await scoresBehind(database.pool)).toMatchObject({
      since: new Date(`${NEWEST}T15:30:00+05:30`),
      session: NEWEST,
    });
  });
});
