/** graphile-worker turns row security on, under which a role that does not own its tables needs a policy. */
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Database } from '../../src/database/database.js';
import { migrateAs } from '../../src/database/migrateAs.js';
import { enqueue } from '../../src/jobs/enqueue.js';
import type { Task } from '../../src/jobs/task.js';
import {
  asOwner,
  closeTestDatabases,
  openTestDatabase,
  ownerUrl,
  roleOf,
} from '../support/database/testDatabase.js';
import { eventually } from '../support/time/eventually.js';
import { start, stopAll, untilEmpty } from '../support/jobs/workers.js';

afterEach(stopAll);
afterAll(closeTestDatabases);

const policies = (database: Database) =>
  asOwner<{ table: string; policy: string }>(
    database,
    `SELECT polrelid::regclass::text AS "table", quote_ident(polname) AS policy FROM pg_policy`,
  );

test('without its policy the service sees no job and adds none, and with it runs one', async () => {
  const database = await openTestDatabase();
  let runs = 0;
  const task: Task<object, null> = {
    name: 'count',
    payload: z.strictObject({}),
    attempts: 1,
    timeoutMs: 60_000,
    run: () => {
      runs++;
      return Promise.resolve();
    },
  };
  await enqueue(database.pool, task, {});
  const jobs = async () => (await database.pool.query('SELECT FROM graphile_worker._private_jobs')).rowCount;
  expect(await jobs()).toBe(1);

  const made = await policies(database);
  for (const { table, policy } of made) await asOwner(database, `DROP POLICY ${policy} ON ${table}`);
  expect(await jobs()).toBe(0);
  expect(await asOwner(database, 'SELECT FROM graphile_worker._private_jobs')).toHaveLength(1);
  await expect(enqueue(database.pool, task, {})).rejects.toThrow('violates row-level security policy');

  await migrateAs({ connectionString: ownerUrl(database) }, [roleOf(database)]);
  expect(await policies(database)).toEqual(made);
  await start(database, [task]);
  await eventually(() => runs === 1);
  await untilEmpty(database);
});
