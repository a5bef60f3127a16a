/** Workers: which jobs run at the same time, what becomes of jobs that fail, and whose jobs go to others. */
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { enqueue } from '../../src/jobs/enqueue.js';
import { JobAttempts } from '../../src/jobs/jobAttempts.js';
import { readJobs } from '../../src/jobs/readJobs.js';
import type { Job, Task } from '../../src/jobs/task.js';
import { UserError } from '../../src/userError.js';
import { eventually } from '../support/time/eventually.js';
import {
  closeTestDatabases,
  createTestDatabase,
  openTestDatabase,
} from '../support/database/testDatabase.js';
import { jobIn, logged, RECOVER_MS, start, stop, stopAll, untilEmpty } from '../support/jobs/workers.js';

const others: Database[] = [];
afterEach(async () => {
  await stopAll();
  await Promise.all(others.splice(0).map(({ close }) => close()));
});
afterAll(closeTestDatabases);

type Payload = { readonly n: number };
type Run = (payload: Payload, job: Job<unknown>) => Promise<void>;

/** A task without a queue and without a lock. */
const taskOf = (name: string, run: Run, more: Partial<Task<Payload>> = {}) =>
  ({
    name,
    payload: z.strictObject({ n: z.int() }),
    attempts: 3,
    timeoutMs: 60_000,
    run,
    ...more,
  }) as Task<Payload>;

/** Settles when the test says so. */
function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

describe('a job that runs', () => {
  test('is begun once, by one of two processes, however long it takes and without any lock of the store', async () => {
    const url = await createTestDatabase();
    for (let k = 0; k < 2; k++) others.push(await openDatabase({ url, home: '' }));
    let begun = 0;
    const download = taskOf('download', async () => {
      begun++;
      await wait(RECOVER_MS * 10);
    });
    for (const database of others) await start(database, [download]);
    await enqueue(others[0].pool, download, { n: 1 });
    await eventually(() => begun > 0);
    await untilEmpty(others[0]);
    expect(begun).toBe(1);
    expect(logged).toEqual([]);
  }, 30_000);

  test('holds up its own queue, and no other one', async () => {
    const database = await openTestDatabase();
    const order: string[] = [];
    const { open, opened } = gate();
    const noting =
      (name: string, work: Promise<void>): Run =>
      async ({ n }) => {
        order.push(`${name} ${n}`);
        await work;
        order.push(`${name} ${n} done`);
      };
    const download = taskOf('download', noting('download', opened), { queue: 'downloads' });
    const score = taskOf('score', noting('score', Promise.resolve()), { queue: 'scores' });
    await start(database, [download, score]);
    await enqueue(database.pool, download, { n: 1 });
    await enqueue(database.pool, download, { n: 2 });
    await eventually(() => order.length === 1);
    await enqueue(database.pool, score, { n: 1 });
    await eventually(() => order.includes('score 1 done'));
    expect(order).toEqual(['download 1', 'score 1', 'score 1 done']);
    open();
    await untilEmpty(database);
    expect(order.slice(3)).toEqual(['download 1 done', 'download 2', 'download 2 done']);
  }, 30_000);

  test('has as many at its side as its task allows', async () => {
    const database = await openTestDatabase();
    let [now, most] = [0, 0];
    const task = taskOf(
      'parallel',
      async () => {
        most = Math.max(most, ++now);
        await wait(50);
        now--;
      },
      { concurrency: 2 },
    );
    for (let n = 0; n < 6; n++) await enqueue(database.pool, task, { n });
    await start(database, [task]);
    await untilEmpty(database);
    expect(most).toBe(2);
  }, 30_000);

  test('reports its progress, and leaves nothing when it has succeeded', async () => {
    const database = await openTestDatabase();
    const { open, opened } = gate();
    const task = taskOf('long', async (_payload, { progress }) => {
      progress(3, 10);
      await opened;
    });
    await start(database, [task]);
    await enqueue(database.pool, task, { n: 1 }, { key: 'one' });
    await eventually(async () => (await readJobs(database.pool))[0]?.done === 3);
    expect(await jobIn(database, 'long', 'RUNNING')).toMatchObject({
      key: 'one',
      queue: null,
      attempts: 1,
      maxAttempts: 3,
      lastError: null,
      done: 3,
      total: 10,
      startedAt: expect.any(Date),
      reportedAt: expect.any(Date),
    });
    open();
    await untilEmpty(database);
    expect((await database.pool.query('SELECT FROM job_progress')).rows).toEqual([]);
  }, 30_000);
});

test('jobs of two sets of workers run at a time over a small pool, each with all connections that it needs', async () => {
  const database = await openTestDatabase('schema', { poolSize: 2 });
  const names = Array.from({ length: 6 }, (_, k) => `group ${k}`);
  const { open, opened } = gate();
  let begun = 0;
  const run: Run = async (_payload, { pool, progress }) => {
    const client = await pool.connect();
    if (++begun === names.length) open();
    await opened;
    progress(1, 2);
    // While all others hold theirs.
    await pool.query('SELECT 1');
    client.release();
  };
  const tasks = names.map((name) => taskOf(name, run, { queue: name }));
  await start(database, tasks.slice(0, 3));
  await start(database, tasks.slice(3));
  for (const task of tasks) await enqueue(database.pool, task, { n: 1 });
  await untilEmpty(database);
  expect(begun).toBe(names.length);
  expect(logged).toEqual([]);
}, 30_000);

describe('a job that fails', () => {
  test('waits longer each time, and lets newer jobs of its queue go first', async () => {
    const database = await openTestDatabase();
    const failures: number[] = [];
    const done: number[] = [];
    const task = taskOf(
      'fails',
      async ({ n }) => {
        if (n < 3 && failures.filter((failed) => failed === n).length < 1) {
          failures.push(n);
          throw new Error('the secret of the test');
        }
        done.push(n);
      },
      { queue: 'serial' },
    );
    const attempts = new JobAttempts();
    await start(database, [task], { attempts });
    const before = Date.now();
    await enqueue(database.pool, task, { n: 1 });
    await enqueue(database.pool, task, { n: 2 });
    await eventually(async () => (await readJobs(database.pool)).every(({ state }) => state === 'RETRYING'));
    const waiting = await readJobs(database.pool);
    // e to 1.5 e seconds, since it failed.
    for (const { dueAt } of waiting) {
      expect(dueAt.getTime() - before).toBeGreaterThan(2_600);
      expect(dueAt.getTime() - Date.now()).toBeLessThan(4_100);
    }
    expect(waiting.map(({ lastError }) => lastError)).toEqual(
      Array.from({ length: 2 }, () => 'The job failed; the log of the service says why.'),
    );
    await enqueue(database.pool, task, { n: 3 });
    await eventually(() => done.length > 0);
    expect(done).toEqual([3]);
    await untilEmpty(database);
    expect(done.slice(1).sort()).toEqual([1, 2]);
    expect(attempts.of('fails')).toEqual({ succeeded: 3, retried: 2, failed: 0, given_back: 0 });
  }, 30_000);

  test('is given up with its reason for a user error, and after the last attempt, and can be read', async () => {
    const database = await openTestDatabase();
    const refused = taskOf('refused', async () => {
      throw new UserError('Expected a folder, got a file.');
    });
    const broken = taskOf(
      'broken',
      async () => {
        throw new Error('the secret of the test');
      },
      { attempts: 1 },
    );
    const attempts = new JobAttempts();
    await start(database, [refused, broken], { attempts });
    await enqueue(database.pool, refused, { n: 1 });
    await enqueue(database.pool, broken, { n: 1 });
    expect(await jobIn(database, 'refused', 'FAILED')).toMatchObject({
      lastError: 'Expected a folder, got a file.',
    });
    expect(await jobIn(database, 'broken', 'FAILED')).toMatchObject({
      attempts: 1,
      lastError: 'The job failed; the log of the service says why.',
    });
    const once = { succeeded: 0, retried: 0, failed: 1, given_back: 0 };
    expect([attempts.of('refused'), attempts.of('broken')]).toEqual([once, once]);
    // Workers look for what is over many times meanwhile, and keep it.
    await wait(RECOVER_MS * 5);
    expect(await readJobs(database.pool)).toHaveLength(2);

    await database.pool.query(
      `UPDATE graphile_worker._private_jobs SET run_at = now() - interval '7 days 1 second'
       WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'broken')`,
    );
    await eventually(async () => (await readJobs(database.pool)).length === 1);
    expect(await jobIn(database, 'refused', 'FAILED')).toBeDefined();
  }, 30_000);

  test('is given up at once if its payload does not fit its task', async () => {
    const database = await openTestDatabase();
    const task = taskOf('checked', async () => undefined);
    await start(database, [task]);
    // As an older version may have enqueued it.
    await database.pool.query(`SELECT queue_job('checked', '{"m": 1}', NULL, NULL, 0, NULL, 3)`);
    const { lastError } = await jobIn(database, 'checked', 'FAILED');
    expect(lastError).toContain('Expected a payload of the task checked, got {"m":1}:');
    expect(lastError).toContain('expected number, received undefined');
  }, 30_000);

  test('is aborted when it takes longer than its task allows, and tried again', async () => {
    const database = await openTestDatabase();
    let attempts = 0;
    const task = taskOf(
      'slow',
      async (_payload, { signal }) => {
        if (++attempts === 1) await wait(60_000, undefined, { signal });
      },
      { timeoutMs: 100 },
    );
    await start(database, [task]);
    await enqueue(database.pool, task, { n: 1 });
    expect(await jobIn(database, 'slow', 'RETRYING')).toMatchObject({
      lastError: 'The job took longer than 0.1 s.',
    });
    await untilEmpty(database);
    expect(attempts).toBe(2);
  }, 30_000);

  test('is dropped if another job of its key was added while it ran', async () => {
    const database = await openTestDatabase();
    const { open, opened } = gate();
    const done: number[] = [];
    const task = taskOf('keyed', async ({ n }) => {
      if (n === 2) return void done.push(n);
      await opened;
      throw new Error('the secret of the test');
    });
    await start(database, [task]);
    await enqueue(database.pool, task, { n: 1 }, { key: 'key' });
    await jobIn(database, 'keyed', 'RUNNING');
    await enqueue(database.pool, task, { n: 2 }, { key: 'key' });
    open();
    await eventually(async () => {
      const { rows } = await database.pool.query('SELECT FROM graphile_worker.jobs');
      return rows.length === 0;
    });
    expect(done).toEqual([2]);
  }, 30_000);
});

describe('a worker that stops', () => {
  test('gives back the job that waits for a lock, at once and without counting the attempt', async () => {
    const database = await openTestDatabase();
    const done: number[] = [];
    const task = taskOf('locked', async ({ n }) => void done.push(n), { lock: 'runs', attempts: 1 });
    const holder = await database.pool.connect();
    await holder.query('SELECT pg_advisory_lock(7301002)');
    const attempts = new JobAttempts();
    const workers = await start(database, [task], { attempts });
    await enqueue(database.pool, task, { n: 1 });
    await jobIn(database, 'locked', 'RUNNING');
    await stop(workers);
    expect(await jobIn(database, 'locked', 'WAITING')).toMatchObject({ attempts: 0 });
    holder.release(true);
    await start(database, [task], { attempts });
    await untilEmpty(database);
    expect(done).toEqual([1]);
    expect(attempts.of('locked')).toEqual({ succeeded: 1, retried: 0, failed: 0, given_back: 1 });
  }, 30_000);

  test('waits for the job that runs', async () => {
    const database = await openTestDatabase();
    const { open, opened } = gate();
    const task = taskOf('running', () => opened);
    const workers = await start(database, [task]);
    await enqueue(database.pool, task, { n: 1 });
    await jobIn(database, 'running', 'RUNNING');
    const stopped = stop(workers);
    open();
    await stopped;
    expect(await readJobs(database.pool)).toEqual([]);
  }, 30_000);

  test.each([{ ignores: false }, { ignores: true }])(
    'aborts the job that does not end, and gives it back (ignores: $ignores)',
    async ({ ignores }) => {
      const database = await openTestDatabase();
      const task = taskOf(
        'endless',
        (_payload, { signal }) => wait(600_000, undefined, ignores ? { ref: false } : { signal }),
        {
          attempts: 1,
        },
      );
      const workers = await start(database, [task]);
      await enqueue(database.pool, task, { n: 1 });
      await jobIn(database, 'endless', 'RUNNING');
      await stop(workers);
      expect(await jobIn(database, 'endless', 'WAITING')).toMatchObject({
        attempts: 0,
        lastError: 'The worker stopped before the job was done.',
      });
    },
    30_000,
  );
});

describe('a worker that loses its lease', () => {
  test('aborts its jobs, and takes up work again with a new one', async () => {
    const database = await openTestDatabase();
    let [begun, ended] = [0, 0];
    const { open, opened } = gate();
    const task = taskOf('leased', async (_payload, { signal }) => {
      begun++;
      const aborted = new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
      await Promise.race([opened, aborted]).finally(() => ended++);
    });
    await start(database, [task]);
    await enqueue(database.pool, task, { n: 1 });
    await eventually(() => begun === 1);
    await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'greyoak worker'`,
    );
    await eventually(() => ended === 1);
    await eventually(() => begun === 2);
    open();
    await untilEmpty(database);
    expect([begun, ended]).toEqual([2, 2]);
  }, 30_000);
});

describe('a schedule', () => {
  test('adds a job that was missed while no worker ran', async () => {
    const database = await openTestDatabase();
    const done: number[] = [];
    const task: Task = {
      name: 'nightly',
      payload: z.strictObject({}),
      attempts: 3,
      timeoutMs: 60_000,
      cron: { at: '* * * * *', catchUpMs: 90_000 },
      run: async () => void done.push(1),
    };
    // graphile-worker catches up for schedules that it knows.
    await stop(await start(database, [task]));
    await database.pool.query(
      `UPDATE graphile_worker._private_known_crontabs SET known_since = now() - interval '1 hour', last_execution = NULL`,
    );
    await start(database, [task]);
    await eventually(() => done.length > 0);
    await untilEmpty(database);
  }, 30_000);
});
