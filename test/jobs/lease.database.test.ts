/** A worker keeps its lease while its process has no time to read what the server answers. */
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { enqueue } from '../../src/jobs/enqueue.js';
import type { Task } from '../../src/jobs/task.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { logged, start, stopAll, untilEmpty } from '../support/jobs/workers.js';

afterEach(stopAll);
afterAll(closeTestDatabases);

/** Computes for some time, as if there were nothing else in the process. */
function compute(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('a job that computes for long keeps its lease', async () => {
  const database = await openTestDatabase();
  let begun = 0;
  let end: (isAborted: boolean) => void = () => undefined;
  const ended = new Promise<boolean>((resolve) => (end = resolve));
  const task: Task = {
    name: 'computes',
    payload: z.strictObject({}),
    attempts: 1,
    timeoutMs: 600_000,
    run: async (_payload, { signal }) => {
      begun++;
      for (let k = 0; k < 3; k++) {
        compute(5_200);
        // One turn: enough to ask the server, and not to read its answer.
        await setImmediate();
      }
      end(signal.aborted);
    },
  };
  await start(database, [task]);
  await enqueue(database.pool, task, {});
  expect(await ended).toBe(false);
  await untilEmpty(database);
  expect(begun).toBe(1);
  expect(logged).toEqual([]);
}, 60_000);
