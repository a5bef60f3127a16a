/** A process whose worker is killed at once: its jobs go to others within seconds. */
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { enqueue } from '../../src/jobs/enqueue.js';
import type { Task } from '../../src/jobs/task.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { jobIn, logged, start, stopAll, untilEmpty } from '../support/jobs/workers.js';

let database: Database;
let child: ChildProcess | undefined;
afterEach(async () => {
  child?.kill('SIGKILL');
  await stopAll();
  await database.close();
});
afterAll(closeTestDatabases);

/** Starts a process with the compiled code, and resolves when it has begun a job. */
async function beginInProcess(url: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('sleepingWorker.js', import.meta.url));
  child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('expected the output of the process, got none');
  await once(child.stdout, 'data');
  return child;
}

const taskOf = (attempts: number, done: () => void): Task => ({
  name: 'endless',
  payload: z.object({}),
  attempts,
  timeoutMs: 600_000,
  run: async () => done(),
});

test('a job of a killed process is done by another one within seconds', async () => {
  const url = await createTestDatabase();
  database = await openDatabase({ url, home: '' });
  let done = 0;
  const task = taskOf(3, () => done++);
  await enqueue(database.pool, task, {});
  const killed = await beginInProcess(url);
  await start(database, [task]);
  // It is not ours as long as the process lives.
  expect(await jobIn(database, 'endless', 'RUNNING')).toMatchObject({ attempts: 1 });
  expect(done).toBe(0);
  const before = performance.now();
  killed.kill('SIGKILL');
  await untilEmpty(database);
  expect(done).toBe(1);
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(logged).toEqual(['took over the jobs of workers that are gone']);
}, 60_000);

test('a job whose last attempt was cut short fails with that reason', async () => {
  const url = await createTestDatabase();
  database = await openDatabase({ url, home: '' });
  const task = taskOf(1, () => undefined);
  await enqueue(database.pool, task, {});
  const killed = await beginInProcess(url);
  killed.kill('SIGKILL');
  await start(database, [task]);
  expect(await jobIn(database, 'endless', 'FAILED')).toMatchObject({
    attempts: 1,
    lastError: 'Its worker ended during the last attempt.',
  });
}, 60_000);
