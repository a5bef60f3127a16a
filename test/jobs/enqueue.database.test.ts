import { afterAll, afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { inTransaction } from '../../src/database/transaction.js';
import { enqueue } from '../../src/jobs/enqueue.js';
import { readJobs } from '../../src/jobs/readJobs.js';
import type { Task } from '../../src/jobs/task.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { start, stop, stopAll, untilEmpty } from '../support/jobs/workers.js';

const done: number[] = [];
const task: Task<{ readonly n: number }> = {
  name: 'task',
  payload: z.strictObject({ n: z.int() }),
  queue: 'queue',
  attempts: 4,
  timeoutMs: 60_000,
  run: async ({ n }) => void done.push(n),
};

afterEach(async () => {
  await stopAll();
  done.length = 0;
});
afterAll(closeTestDatabases);

test.each(['before the first worker', 'after it'])(
  'adds jobs %s: one per key, with queue and attempts, due in the order of priority',
  async (when) => {
    const database = await openTestDatabase();
    const { pool } = database;
    if (when === 'after it') await stop(await start(database, []));
    await enqueue(pool, task, { n: 1 });
    await enqueue(pool, task, { n: 2 });
    await enqueue(pool, task, { n: 3 }, { key: 'key' });
    await enqueue(pool, task, { n: 4 }, { key: 'key', priority: -1 });
    await enqueue(pool, task, { n: 5 }, { due: new Date('2099-01-01T00:00:00Z') });
    const jobs = await readJobs(pool);
    expect(jobs.map(({ key }) => key)).toEqual(['key', null, null, null]);
    for (const job of jobs) {
      expect(job).toMatchObject({
        task: 'task',
        queue: 'queue',
        state: 'WAITING',
        attempts: 0,
        maxAttempts: 4,
      });
    }
    await start(database, [task]);
    await eventually(async () => (await readJobs(pool)).length === 1);
    expect(done).toEqual([4, 1, 2]);
    expect((await readJobs(pool))[0].dueAt).toEqual(new Date('2099-01-01T00:00:00Z'));
  },
  30_000,
);

test('adds nothing if the transaction is rolled back', async () => {
  const { pool } = await openTestDatabase();
  const client = await pool.connect();
  const failing = inTransaction(client, async () => {
    await enqueue(client, task, { n: 1 });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  client.release();
  expect(await readJobs(pool)).toEqual([]);
});

test('refuses a payload that does not fit the task', async () => {
  const database = await openTestDatabase();
  await expect(enqueue(database.pool, task, { n: 1.5 })).rejects.toThrow(
    'Expected a payload of the task task, got {"n":1.5}:',
  );
  await untilEmpty(database);
});
