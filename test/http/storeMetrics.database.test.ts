/** What /metrics and /health say of the store is what SQL says. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { applySessionQuorum } from '../../src/market/store/applySessionQuorum.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { ImportCounts } from '../../src/status/importCounts.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { metricsOf, type Series } from '../support/http/metricsOf.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { removeFolders } from '../support/market/folder.js';
import { importFiles } from '../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 14), loadSetup()]);
const NEWEST = sessions[13];

let database: Database;
let api: TestApi;
let series: readonly Series[];
beforeAll(async () => {
  database = await openTestDatabase();
  const market = marketOver(sessions, 'metrics');
  await importFiles(database, filesOf(market));
  // A row, and a file as a whole, are refused; importFiles rejects then, and the batches are there.
  const refused = ['-1', '-2'].map((close) => `${TICKERS[0]},${NEWEST},1,2,0.5,${close},PRIMARY,100`);
  await expect(importFiles(database, filesOf({ prices: refused }))).rejects.toThrow('rows were refused');
  await expect(importFiles(database, { 'indices.csv': 'no,columns\n' })).rejects.toThrow();
  await applySessionQuorum(database.pool, setup.sessionQuorum);
  await scoreSpan(database.pool, setup);
  await importFiles(database, filesOf({ prices: [bar(TICKERS[0], NEWEST, 444, 50_000)] }));
  await asOwner(
    database,
    `UPDATE runs SET cause = 'REQUEST' WHERE id % 3 = 0;
     UPDATE runs SET status = 'FAILED' WHERE id % 5 = 0 AND day < '2024-05-15';
     INSERT INTO exports (owner_id, kind, format, arguments, status)
       VALUES (0, 'SCORES', 'CSV', '{}', 'QUEUED'), (0, 'SCORES', 'CSV', '{}', 'FAILED'), (0, 'SCORES', 'CSV', '{}', 'FAILED');
     INSERT INTO api_keys (owner_id, name, scopes, prefix, hash, expires_at, paused, revoked_at)
       SELECT 0, 'key', '{}', 'prefix' || k, sha256('x'), now() + (k - 2) * interval '1 day', k = 3,
         CASE WHEN k = 5 THEN now() END
       FROM generate_series(1, 6) AS k;
     INSERT INTO sign_in_tries (account, network, at, failed)
       SELECT sha256('x'), '192.0.2.1', now() - k * interval '4 minutes', k <> 2 FROM generate_series(1, 9) AS k;
     SELECT queue_job('export', '{}', 'one', now() - interval '90 seconds', 0, NULL, 3);
     SELECT queue_job('export', '{}', 'later', now() + interval '1 hour', 0, NULL, 3);
     SELECT queue_job('of_tomorrow', '{}', 'two', NULL, 0, NULL, 3);
     UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = 'two'`,
  );
  api = await apiOver(database, {});
  series = await metricsOf(api.app);
}, 60_000);
afterAll(async () => {
  await closeApis();
  await removeFolders();
  await closeTestDatabases();
});

/** The values of a metric, by its labels in their order, joined by blanks. */
const valuesOf = (name: string): Record<string, number> =>
  Object.fromEntries(
    series
      .filter((one) => one.name === name)
      .map(({ labels, value }) => [Object.values(labels).join(' '), value]),
  );

/** The rows of a statement with a key and a value, by the key. */
async function sqlOf(text: string): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ key: string; value: number }>(text);
  return Object.fromEntries(rows.map(({ key, value }) => [key, Number(value)]));
}

/** Without series of nothing. */
const positive = (values: Record<string, number>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== 0));

describe('metrics of the store', () => {
  test.each([
    [
      'greyoak_jobs',
      `SELECT task_identifier || ' ' || CASE WHEN attempts >= max_attempts THEN 'failed' WHEN run_at > now() THEN 'scheduled'
         ELSE 'waiting' END AS key, count(*) AS value FROM graphile_worker.jobs GROUP BY 1`,
    ],
    [
      'greyoak_runs_total',
      `SELECT lower(status) || ' ' || lower(cause) AS key, count(*) AS value FROM runs GROUP BY 1`,
    ],
    [
      'greyoak_imports_total',
      `SELECT dataset || CASE WHEN error IS NULL THEN ' recorded' ELSE ' refused' END AS key, count(*) AS value
       FROM batches GROUP BY 1`,
    ],
    [
      'greyoak_import_rows_total',
      `SELECT dataset || ' accepted' AS key, sum(rows_read - refused) AS value FROM batches GROUP BY 1
       UNION ALL SELECT dataset || ' refused', count(*) FROM refusals JOIN batches ON id = batch_id GROUP BY 1
       UNION ALL SELECT dataset || ' flagged', count(*) FROM flagged_rows JOIN batches ON id = batch_id GROUP BY 1`,
    ],
    ['greyoak_events_total', `SELECT '' AS key, max(position) AS value FROM scores`],
    ['greyoak_exports', `SELECT lower(status) AS key, count(*) AS value FROM exports GROUP BY 1`],
    [
      'greyoak_dataset_newest_fact_age_days',
      `SELECT dataset AS key, (now() AT TIME ZONE 'Asia/Kolkata')::date - day AS value FROM (
         SELECT 'prices' AS dataset, max(day) AS day FROM bars UNION ALL SELECT 'indices', max(day) FROM index_bars
         UNION ALL SELECT 'holidays', max(day) FROM calendar_days
       ) AS newest WHERE day IS NOT NULL`,
    ],
  ])('%s is what SQL counts', async (name, text) => {
    const expected = positive(await sqlOf(text));
    expect(Object.keys(expected).length).toBeGreaterThan(0);
    expect(positive(valuesOf(name))).toMatchObject(expected);
    if (!name.includes('age')) expect(positive(valuesOf(name))).toEqual(expected);
  });

  test('has the keys by state, and the failures of the last quarter of an hour', () => {
    expect(valuesOf('greyoak_api_keys')).toEqual({ active: 2, paused: 1, expired: 2, revoked: 1 });
    expect(valuesOf('greyoak_sign_in_failures')).toEqual({ '': 2 });
  });

  test('tells how old the oldest job that is due is, of tasks that are not there too', () => {
    const { export: oldest, ...others } = valuesOf('greyoak_job_oldest_seconds');
    expect(oldest).toBeGreaterThanOrEqual(90);
    expect(oldest).toBeLessThan(600);
    expect(others).toMatchObject({ of_tomorrow: 0, rescore_outdated: expect.any(Number) });
    expect(valuesOf('greyoak_workers')).toEqual({ '': 0 });
  });

  test('tells the newest session and its age in sessions, and that its scores are behind', async () => {
    expect(valuesOf('greyoak_newest_session_timestamp_seconds')).toEqual({
      '': Date.parse(`${NEWEST}T00:00:00+05:30`) / 1_000,
    });
    const age = valuesOf('greyoak_newest_session_age_sessions')[''];
    // As SQL counts weekdays without a holiday, and special sessions.
    const { rows } = await database.pool.query<{ sessions: number }>(
      `WITH calendar AS (
         SELECT DISTINCT ON (day) day, kind FROM calendar_days WHERE superseded_in IS NULL ORDER BY day, shipped
       )
       SELECT count(*)::int AS sessions
       FROM generate_series($1::date + 1, (now() AT TIME ZONE 'Asia/Kolkata')::date - 1, '1 day') AS d (day)
       LEFT JOIN calendar ON calendar.day = d.day::date
       WHERE CASE kind WHEN 'HOLIDAY' THEN false WHEN 'SESSION' THEN true ELSE extract(isodow FROM d.day) < 6 END`,
      [NEWEST],
    );
    expect(age).toBe(rows[0].sessions);
    expect(valuesOf('greyoak_scored_session_age_sessions')).toEqual({ '': age });
    const { '': behind } = valuesOf('greyoak_scores_behind_seconds');
    expect(behind).toBeGreaterThan(0);
    expect(behind).toBeLessThan(600);
  });

  test('sums the seconds of runs', async () => {
    const { rows } = await database.pool.query<{ seconds: number }>(
      `SELECT sum(extract(epoch FROM finished_at - started_at))::float8 AS seconds FROM runs`,
    );
    const sum = Object.values(valuesOf('greyoak_run_seconds_total')).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(rows[0].seconds, 3);
  });

  test('counts later imports in addition to those that it has counted', async () => {
    const counts = new ImportCounts();
    const before = (await counts.read(database.watch)).get('prices');
    await importFiles(database, filesOf({ prices: [bar(TICKERS[1], NEWEST, 333, 50_000)] }));
    const after = new Map(await counts.read(database.watch));
    expect(after.get('prices')?.recorded).toBe((before?.recorded ?? 0) + 1);
    expect(after).toEqual(await new ImportCounts().read(database.watch));
  });
});

describe('a store that does not answer', () => {
  test('has no metrics, and does not hold up the others', async () => {
    const silent = {
      ...database,
      watch: { query: () => new Promise(() => undefined) },
    } as unknown as Database;
    const without = await apiOver(silent, {});
    for (let k = 0; k < 3; k++) {
      const found = await metricsOf(without.app);
      expect(found.find(({ name }) => name === 'greyoak_store_up')?.value).toBe(0);
      expect(found.some(({ name }) => name === 'greyoak_jobs')).toBe(false);
      expect(found.some(({ name }) => name === 'greyoak_events_total')).toBe(false);
      expect(found.some(({ name }) => name === 'process_resident_memory_bytes')).toBe(true);
    }
    const health = (await without.app.inject('/health')).json<object>();
    expect(health).toMatchObject({ database: { status: 'slow' }, queue: { status: 'unknown' } });
  });
});

describe('/health', () => {
  test('says how each dependency is', async () => {
    const response = await api.app.inject('/health');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      status: 'ready',
      version: expect.any(String),
      commit: expect.any(String),
      database: { status: 'up', bytes: expect.any(Number) },
      schema: { status: 'up', migration: expect.stringMatching(/^\d{4}_/) },
      queue: {
        status: 'no worker',
        workers: 0,
        waiting: expect.any(Number),
        retrying: 0,
        failed: 1,
        oldestSeconds: expect.any(Number),
      },
      scores: {
        status: 'behind',
        newestSession: NEWEST,
        scoredSession: NEWEST,
        behindSince: expect.stringMatching(/Z$/),
      },
      events: { status: 'up', position: expect.any(Number), lag: expect.any(Number) },
      disks: expect.any(Array),
    });
  });

  test('is ready while scores are behind, and says since when', async () => {
    const ready = await api.app.inject('/health/ready');
    const { rows } = await database.pool.query<{ at: Date }>(
      `SELECT recorded_at AS at FROM batches
       WHERE id > (SELECT min(valid_batch) FROM served_days WHERE day = $1) ORDER BY id LIMIT 1`,
      [NEWEST],
    );
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      {
        status: 'ready',
        scoresBehindSince: rows[0].at.toISOString(),
        reason: `the scores of ${NEWEST} lack facts: a rescore waits for a worker`,
      },
    ]);
    await scoreSpan(database.pool, setup);
    const after = await apiOver(database, {});
    expect((await after.app.inject('/health/ready')).json()).toEqual({ status: 'ready' });
  });
});
