/** Workers that deliver to webhooks: they begin by themselves, and one that is killed loses nothing. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Database } from '../../../../src/database/database.js';
import { deliverWebhooks } from '../../../../src/live/tasks/deliverWebhooks.js';
import { closeTestDatabases, openTestDatabase } from '../../../support/database/testDatabase.js';
import { start, stopAll } from '../../../support/jobs/workers.js';
import { eventually } from '../../../support/time/eventually.js';
import { AlertStore, AUTH_KEY } from './alertStore.js';
import { Receiver } from './receiver.js';

let database: Database;
let receiver: Receiver;
let store: AlertStore;
let child: ChildProcess | undefined;
beforeAll(async () => void (database = await openTestDatabase()), 60_000);
beforeEach(async () => {
  receiver = await Receiver.start();
  store = new AlertStore(database, receiver);
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await stopAll();
  await receiver.stop();
  await store.clear();
});
afterAll(closeTestDatabases);

const startHere = () =>
  start(database, [deliverWebhooks], {
    services: {
      webhooks: { authKey: AUTH_KEY, settings: { ports: [receiver.port], allowedHosts: ['localhost'] } },
    },
  });

test('a worker that is killed between the answer and its commit sends again with the same id', async () => {
  const user = await store.user('asha');
  const alert = await store.rule(user, 'a', [await store.webhook(user, '/a')]);
  receiver.answer = (response) => {
    // No commit follows the answer.
    child?.kill('SIGKILL');
    response.end();
  };
  const script = fileURLToPath(new URL('deliveringWorker.js', import.meta.url));
  const url = String(database.pool.options.connectionString);
  const secret = Buffer.alloc(32, 7).toString('base64');
  child = spawn(process.execPath, [script, url, String(receiver.port), secret], { stdio: 'inherit' });
  await store.tell(alert, alert);
  await eventually(() => receiver.received.length === 1);
  receiver.status(200);
  await startHere();
  await eventually(async () => (await store.waiting()) === 0);
  expect(receiver.received.map(({ body }) => body['value'])).toEqual([0, 0, 1]);
  const [first, second, third] = receiver.received.map(({ id }) => id);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
}, 60_000);

test('a failed try is made again when it is due, and new events are sent meanwhile', async () => {
  const user = await store.user('asha');
  const hook = await store.webhook(user, '/a');
  const [bad, good] = [await store.rule(user, 'bad', [hook]), await store.rule(user, 'good', [hook])];
  receiver.status(503);
  await store.tell(bad);
  await startHere();
  await eventually(async () => (await store.shown(hook))['failures'] === 1);
  receiver.status(200);
  const before = performance.now();
  await store.tell(good);
  await eventually(() => receiver.received.length === 2);
  expect(performance.now() - before).toBeLessThan(5_000);
  // Both the row and the job that follows it are due, as they are after some seconds.
  await store.pass('1 minute');
  const { rowCount } = await database.pool.query(
    `SELECT graphile_worker.reschedule_jobs(ARRAY[id], run_at => now()) FROM graphile_worker.jobs
     WHERE key = 'deliver_webhooks later'`,
  );
  expect(rowCount).toBe(1);
  await eventually(async () => (await store.waiting()) === 0);
  expect(receiver.received.map(({ body }) => (body['rule'] as { name: string }).name)).toEqual([
    'bad',
    'good',
    'bad',
  ]);
}, 60_000);
