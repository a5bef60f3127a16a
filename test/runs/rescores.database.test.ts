/** Runs that are asked for: queued, made one at a time, and made again by another worker where theirs is gone. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import { Logger, runTaskList } from 'graphile-worker';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { LOCKS, withLock, type LockName } from '../../src/database/transaction.js';
import { Rescores } from '../../src/runs/rescores.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { eventually } from '../support/time/eventually.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { iso, removeFolders } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import { checkEvents } from '../support/runs/eventModel.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { importFiles, reproduced } from '../support/runs/store.js';
import {
  jobsOf,
  logged,
  newestRun,
  queueIsIdle,
  runsOf,
  startWorker,
  stopWorker,
  stopWorkers,
} from '../support/runs/workers.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 14), loadSetup()]);
const NEWEST = sessions[13];

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(marketOver(sessions, 'rescores')));
    await scoreSpan(database.pool, setup);
    // The queue is there, and has nothing to do.
    await stopWorker(await startWorker(database, setup));
    await database.pool.query(
      'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
    );
  });
}, 60_000);
const others: Database[] = [];
afterEach(async () => {
  await stopWorkers();
  await Promise.all(others.splice(0).map(({ close }) => close()));
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const rescoresOf = (database: Database) => new Rescores(database, setup);
const newest = { on: null, mode: null };

/** Holds the lock of facts, which every scoring needs for a moment, until it is called. */
function hold({ pool }: Database, lock: LockName): Promise<() => Promise<void>> {
  return new Promise((holding, reject) => {
    const held: Promise<void> = withLock(
      pool,
      lock,
      () =>
        new Promise<void>((release) => {
          holding(() => {
            release();
            return held;
          });
        }),
    );
    held.catch(reject);
  });
}

/** Of pg_locks: on a server that others use too, their databases have the same locks. */
const OWN_LOCK = `locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Resolves when a scoring waits for who holds the lock of facts. */
const waitsForFacts = ({ pool }: Database) =>
  eventually(async () => {
    const { rows } = await pool.query(
      `SELECT FROM pg_locks WHERE ${OWN_LOCK} AND objid = $1 AND NOT granted`,
      [LOCKS.facts],
    );
    return rows.length > 0;
  });

const statusOf = async ({ pool }: Database, id: number) => {
  const { rows } = await pool.query<{ status: string; error: string | null }>(
    'SELECT status, error FROM runs WHERE id = $1',
    [id],
  );
  return rows[0].error ?? rows[0].status;
};

describe('Rescores', () => {
  test('queues a run of the newest session at once, and one only while it waits', async () => {
    const database = await copies.open();
    const rescores = rescoresOf(database);
    const runs = await Promise.all(
      [newest, newest, { on: NEWEST, mode: null }].map((asked) => rescores.request(asked, NO_ACTOR)),
    );
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    expect(runs[0]).toMatchObject({
      day: NEWEST,
      mode: null,
      status: 'QUEUED',
      scored: 0,
      total: null,
      started_at: null,
      finished_at: null,
      provisional: false,
    });
    const trader = await rescores.request({ on: null, mode: 'TRADER' }, NO_ACTOR);
    const older = await rescores.request({ on: sessions[3], mode: null }, NO_ACTOR);
    expect(new Set([runs[0].id, trader.id, older.id]).size).toBe(3);
    expect((await jobsOf(database)).map(({ key }) => key)).toEqual(
      [runs[0].id, trader.id, older.id].map((id) => `rescore ${id}`),
    );
  });

  test('refuses what cannot be scored again, and queues nothing', async () => {
    const database = await copies.open();
    const before = await newestRun(database);
    const rescores = rescoresOf(database);
    await expect(rescores.request({ on: iso('2024-05-04'), mode: null }, NO_ACTOR)).rejects.toThrow(
      'Expected a session of the exchange, but 2024-05-04 is none. The session before it is 2024-05-03.',
    );
    await expect(rescores.request({ on: iso('2024-07-01'), mode: null }, NO_ACTOR)).rejects.toThrow(
      `Expected days with prices, ${sessions[0]} to ${NEWEST}, got 2024-07-01`,
    );
    const empty = await openTestDatabase();
    await expect(rescoresOf(empty).request(newest, NO_ACTOR)).rejects.toThrow('no day has been scored yet');
    expect(await newestRun(database)).toBe(before);
    expect(await jobsOf(database)).toEqual([]);
  });

  test('is made by a worker under its id, always as a new run, with every status as a commit', async () => {
    const database = await copies.open();
    const { rows: current } = await database.pool.query<{ scored: number; total: number; id: number }>(
      'SELECT id, scored, total FROM runs WHERE day = $1',
      [NEWEST],
    );
    const { id } = await rescoresOf(database).request(newest, NO_ACTOR);
    const release = await hold(database, 'facts');
    await startWorker(database, setup);
    await eventually(async () => (await statusOf(database, id)) === 'RUNNING');
    // Asked for while it runs, it is another one: this one may have read already.
    const second = await rescoresOf(database).request(newest, NO_ACTOR);
    expect(second.id).toBeGreaterThan(id);
    await release();
    await queueIsIdle(database);
    const { rows } = await database.pool.query(
      `SELECT id, status, scored, total, changed, started_at <= finished_at AS ordered FROM runs WHERE id >= $1 ORDER BY id`,
      [id],
    );
    const [{ scored, total }] = current;
    const made = { status: 'SUCCEEDED', scored, total, changed: 0, ordered: true };
    expect(rows).toEqual([
      { id, ...made },
      { id: second.id, ...made },
    ]);
    const { rows: days } = await database.pool.query(
      'SELECT DISTINCT run_id FROM scored_days WHERE day = $1',
      [NEWEST],
    );
    expect(days).toEqual([{ run_id: second.id }]);
    expect((await reproduced(database)).every(({ reason }) => reason === null)).toBe(true);
    await checkEvents(database);
  }, 30_000);

  test('is made once, and one at a time, by the workers of two processes', async () => {
    const url = await copies.url();
    for (let k = 0; k < 2; k++) others.push(await openDatabase({ url, home: '' }));
    const before = await newestRun(others[0]);
    await Promise.all(others.map((database) => startWorker(database, setup)));
    const asked = [...sessions.slice(6), ...sessions.slice(6)].map((on, k) => ({
      on,
      mode: k % 3 === 0 ? ('TRADER' as const) : null,
    }));
    const runs = await Promise.all(asked.map((one, k) => rescoresOf(others[k % 2]).request(one, NO_ACTOR)));
    await queueIsIdle(others[0]);
    const ids = [...new Set(runs.map(({ id }) => id))].sort((a, b) => a - b);
    const { rows } = await others[0].pool.query<{ id: number; status: string; alone: boolean }>(
      `SELECT id, status, started_at >= coalesce(lag(finished_at) OVER (ORDER BY finished_at), '-infinity') AS alone
       FROM runs WHERE id > $1 ORDER BY id`,
      [before],
    );
    expect(rows).toEqual(ids.map((id) => ({ id, status: 'SUCCEEDED', alone: true })));
    await checkEvents(others[0]);
  }, 30_000);

  test('fails with its reason if its day cannot be scored, and the queue goes on', async () => {
    const database = await copies.open();
    const { pool } = database;
    const rescores = rescoresOf(database);
    await asOwner(database, `UPDATE companies SET industry = 'Nothing' WHERE superseded_in IS NULL`);
    const failing = await rescores.request({ on: sessions[2], mode: null }, NO_ACTOR);
    const worker = await startWorker(database, setup);
    await queueIsIdle(database);
    expect(await statusOf(database, failing.id)).toContain(`No stock can be scored on ${sessions[2]}`);
    await stopWorker(worker);

    // What the caller cannot fix is logged, and not shown.
    await asOwner(database, `UPDATE companies SET industry = 'Healthcare' WHERE superseded_in IS NULL`);
    const broken = await rescores.request(newest, NO_ACTOR);
    const next = await rescores.request({ on: sessions[3], mode: null }, NO_ACTOR);
    await asOwner(
      database,
      `CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'the disk of the test is full'; END $$;
       CREATE TRIGGER break BEFORE INSERT ON scores FOR EACH ROW WHEN (NEW.run_id = ${broken.id})
         EXECUTE FUNCTION break()`,
    );
    await startWorker(database, setup);
    await queueIsIdle(database);
    expect(await statusOf(database, broken.id)).toBe('The scoring failed; the log of the service says why.');
    expect(await statusOf(database, next.id)).toBe('SUCCEEDED');
    expect(logged.filter((message) => message === 'a run failed')).toHaveLength(2);
    const { rows } = await pool.query('SELECT FROM scores WHERE run_id = ANY ($1)', [
      [failing.id, broken.id],
    ]);
    expect(rows).toEqual([]);
  }, 30_000);

  test('goes to another worker if the one that had begun it is gone', async () => {
    const database = await copies.open();
    const { pool } = database;
    const { id } = await rescoresOf(database).request(newest, NO_ACTOR);
    // A worker that holds no lease, as one of a process that was killed: it has begun the run and never ends.
    let end: () => void = () => undefined;
    const never = new Promise<void>((resolve) => (end = resolve));
    const begin = async () => {
      await pool.query(
        `UPDATE runs SET status = 'RUNNING', started_at = clock_timestamp() WHERE status = 'QUEUED'`,
      );
      await never;
    };
    const logger = new Logger(() => () => undefined);
    const gone = runTaskList({ pgPool: pool, noHandleSignals: true, logger }, { rescore: begin }, pool);
    await eventually(async () => (await statusOf(database, id)) === 'RUNNING');

    await startWorker(database, setup);
    await eventually(() => logged.includes('took over the jobs of workers that are gone'));
    await queueIsIdle(database);
    expect(await statusOf(database, id)).toBe('SUCCEEDED');
    await checkEvents(database);
    // Nothing is left of the job that the first worker had.
    await eventually(async () => (await jobsOf(database)).length === 0);
    end();
    await gone.gracefulShutdown();
  }, 30_000);

  test('is made after the server has ended every connection', async () => {
    const url = await copies.url();
    const worker = await openDatabase({ url, home: '' });
    others.push(worker);
    const { id } = await rescoresOf(worker).request(newest, NO_ACTOR);
    const release = await hold(worker, 'facts');
    await startWorker(worker, setup);
    await waitsForFacts(worker);
    await worker.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await expect(release()).rejects.toThrow();
    // Of the worker's own connections, some may be about to end: a statement over one of them would fail.
    const database = await openDatabase({ url, home: '' });
    others.push(database);
    await eventually(async () => (await statusOf(database, id)) === 'SUCCEEDED');
    // Bars that come now are scored too.
    await importFiles(database, filesOf({ prices: [bar(TICKERS[0], NEWEST, 444, 50_000)] }));
    await eventually(async () => (await runsOf(database, id)).some(({ status }) => status === 'SUCCEEDED'));
    await queueIsIdle(database);
    await checkEvents(database);
  }, 30_000);

  test('is made by the next worker that starts if the queue has lost its job', async () => {
    const database = await copies.open();
    const { id } = await rescoresOf(database).request(newest, NO_ACTOR);
    await database.pool.query(
      'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
    );
    await startWorker(database, setup);
    await queueIsIdle(database);
    expect(await statusOf(database, id)).toBe('SUCCEEDED');
  }, 30_000);

  test('is given back if its worker is stopped while another process scores, and made by the next one', async () => {
    const database = await copies.open();
    const release = await hold(database, 'runs');
    const worker = await startWorker(database, setup);
    const { id } = await rescoresOf(database).request(newest, NO_ACTOR);
    await eventually(async () => (await jobsOf(database)).some(({ locked }) => locked));
    await stopWorker(worker);
    expect((await jobsOf(database)).map(({ locked }) => locked)).toEqual([false]);
    expect(await statusOf(database, id)).toBe('QUEUED');
    await release();
    await startWorker(database, setup);
    await eventually(async () => (await statusOf(database, id)) === 'SUCCEEDED');
  }, 30_000);

  test('ends before its worker has stopped', async () => {
    const database = await copies.open();
    const { id } = await rescoresOf(database).request(newest, NO_ACTOR);
    const release = await hold(database, 'facts');
    const worker = await startWorker(database, setup);
    await eventually(async () => (await statusOf(database, id)) === 'RUNNING');
    const stopped = stopWorker(worker);
    await release();
    await stopped;
    expect(await statusOf(database, id)).toBe('SUCCEEDED');
    expect(await runsOf(database, id)).toEqual([]);
    expect(await jobsOf(database)).toEqual([]);
  }, 30_000);
});
