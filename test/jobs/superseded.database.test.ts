import { afterAll, afterEach, expect, test } from '@jest/globals';
import { pruneJobs } from '../../src/jobs/pruneJobs.js';
import { readJobs } from '../../src/jobs/readJobs.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { start, stop, stopAll } from '../support/jobs/workers.js';

afterEach(stopAll);
afterAll(closeTestDatabases);

test('a job that the migration 0005 added, and that another one follows, is not listed as failed', async () => {
  const database = await openTestDatabase();
  const { pool } = database;
  await stop(await start(database, []));
  // As the function queue_job of that migration did: with a key, and without flags.
  const add = () =>
    pool.query(`SELECT graphile_worker.add_job('task', '{}', queue_name => 'scores', job_key => 'key')`);
  await add();
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker',
       created_at = now() - interval '1 year'`,
  );
  await add();
  expect(await readJobs(pool)).toMatchObject([{ state: 'RUNNING' }, { state: 'WAITING', key: 'key' }]);
  // A job of today that never had a key, and was given up.
  await pool.query(`SELECT graphile_worker.add_job('other', '{}', max_attempts => 1)`);
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET attempts = 1, last_error = 'failed' WHERE max_attempts = 1`,
  );
  // The worker died.
  await pool.query(`SELECT graphile_worker.force_unlock_workers(ARRAY['worker'])`);
  const listed = [
    { task: 'task', state: 'WAITING' },
    { task: 'other', state: 'FAILED' },
  ];
  expect(await readJobs(pool)).toMatchObject(listed);
  const client = await pool.connect();
  await pruneJobs(client);
  client.release();
  expect((await pool.query('SELECT FROM graphile_worker.jobs')).rowCount).toBe(2);
  expect(await readJobs(pool)).toMatchObject(listed);
});
