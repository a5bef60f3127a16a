/** What waits for webhooks reaches a receiver on this machine: once each, in order per rule, signed, however often it fails. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../../src/database/database.js';
import { withLock } from '../../../../src/database/transaction.js';
import { withConnection } from '../../../../src/database/withConnection.js';
import { numberIds } from '../../../../src/graphql/numberIds.js';
import { encodeId } from '../../../../src/graphql/ids.js';
import { readJobs } from '../../../../src/jobs/readJobs.js';
import { dropDeliveries } from '../../../../src/live/alerts/webhooks/dropDeliveries.js';
import type { WebhookServices } from '../../../../src/live/alerts/webhooks/webhookServices.js';
import { deliverWebhooks } from '../../../../src/live/tasks/deliverWebhooks.js';
import { closeTestDatabases, openAgain, openTestDatabase } from '../../../support/database/testDatabase.js';
import { eventually } from '../../../support/time/eventually.js';
import { AlertStore, AUTH_KEY } from './alertStore.js';
import { Receiver } from './receiver.js';

let database: Database;
let receiver: Receiver;
let store: AlertStore;
let user: number;
let services: WebhookServices;
const logged: string[] = [];
const note = (_fields: object, message: string) => void logged.push(message);
const log = { debug: () => undefined, info: note, warn: note, error: note };

beforeAll(async () => void (database = await openTestDatabase()), 60_000);
beforeEach(async () => {
  receiver = await Receiver.start();
  store = new AlertStore(database, receiver);
  user = await store.user('asha');
  services = {
    authKey: AUTH_KEY,
    settings: { ports: [443, receiver.port], allowedHosts: ['localhost'] },
    timeoutMs: 1_000,
  };
  logged.length = 0;
});
afterEach(async () => {
  await receiver.stop();
  await store.clear();
});
afterAll(closeTestDatabases);

/** Runs the task once, as a worker does. */
async function deliver(of = services, signal = new AbortController().signal, over = database): Promise<void> {
  const { pool } = over;
  await withLock(pool, 'webhooks', async (client) => {
    const job = { id: '1', pool, client, signal, progress: () => undefined, log, services: { webhooks: of } };
    if (deliverWebhooks.lock === undefined) throw new Error('expected a task with a lock');
    await deliverWebhooks.run({}, job);
  });
}

const got = (path?: string) =>
  receiver.received
    .filter((each) => path === undefined || each.path === path)
    .map(({ body }) => body['value']);
describe('a delivery', () => {
  test('says what happened, signed, and is not made again', async () => {
    const hook = await store.webhook(user, '/a?token=1');
    const alert = await store.rule(user, 'Risky "steel"', [hook]);
    await store.tell(alert);
    await deliver();
    await deliver();
    expect(receiver.received).toHaveLength(1);
    const [{ fault, body, headers, id }] = receiver.received;
    expect(fault).toBeNull();
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^greyoak\//),
    });
    const rule = alert;
    expect(body).toEqual({
      id,
      type: 'alert.repeated',
      change: 'REPEATED',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      ...{
        value: 0,
        state: 'OPEN',
        severity: 'HIGH',
        message: 'Risk is high.',
        stock: 'ABC.NS',
        date: '2024-10-08',
      },
      alert: { id: encodeId(numberIds('Alert'), alert), previous: 58.1, threshold: 60, band: null },
      rule: {
        id: encodeId(numberIds('AlertRule'), rule),
        ...{ name: 'Risky "steel"', metric: 'RISK', comparator: 'ABOVE' },
      },
    });
    expect(await store.waiting()).toBe(0);
    expect(await store.shown(hook)).toEqual({
      paused: false,
      failures: 0,
      last_error: null,
      was_delivered: true,
    });
  });

  test('of an alert that was deleted is not made', async () => {
    const alert = await store.rule(user, 'a', [await store.webhook(user, '/a')]);
    await store.tell(alert);
    await database.pool.query('DELETE FROM alerts');
    await deliver();
    expect([got(), await store.waiting()]).toEqual([[], 0]);
  });
});

describe('a receiver that fails', () => {
  test('for an hour gets each with one id, in order per rule, with longer and longer waits', async () => {
    const hook = await store.webhook(user, '/a');
    const [first, second] = [
      await store.rule(user, 'first', [hook]),
      await store.rule(user, 'second', [hook]),
    ];
    receiver.status(503);
    await store.tell(first, second, first, second);
    await deliver();
    // The first of each rule.
    expect(got()).toEqual([0, 1]);
    expect(await store.shown(hook)).toEqual({
      paused: false,
      failures: 2,
      last_error: 'HTTP 503',
      was_delivered: false,
    });
    const waits: number[] = [];
    for (let passed = 0; passed < 3_600; passed += waits.at(-1) ?? 0) {
      const { rows } = await database.pool.query<{ wait: number }>(
        'SELECT extract(epoch FROM max(next_at) - clock_timestamp())::float8 AS wait FROM webhook_deliveries',
      );
      waits.push(rows[0].wait);
      await store.pass(`${rows[0].wait} seconds`);
      await deliver();
    }
    expect(waits[0]).toBeGreaterThan(6);
    expect(waits[0]).toBeLessThan(14);
    expect(waits.length).toBeLessThan(15);
    receiver.status(204);
    const failed = receiver.received.splice(0);
    await store.pass('1 hour');
    await deliver();
    expect(got()).toEqual([0, 1, 2, 3]);
    expect(receiver.received.every(({ fault }) => fault === null)).toBe(true);
    const ids = new Set(receiver.received.map(({ id }) => id));
    expect(ids.size).toBe(4);
    expect(failed.every(({ id }) => ids.has(id))).toBe(true);
    expect(await store.shown(hook)).toMatchObject({ paused: false, failures: 0, last_error: null });
  });

  test('for one rule holds up neither other rules nor other webhooks, and a job follows when the next try is due', async () => {
    const [a, b] = [await store.webhook(user, '/a'), await store.webhook(user, '/b')];
    const [bad, good] = [await store.rule(user, 'bad', [a, b]), await store.rule(user, 'good', [a])];
    receiver.answer = (response, { path, body }) => {
      const isBad = path === '/a' && (body['rule'] as { name: string }).name === 'bad';
      response.writeHead(isBad ? 400 : 200).end();
    };
    await store.tell(bad, bad, good, good);
    await deliver();
    expect(got('/a')).toEqual([0, 2, 3]);
    expect(got('/b')).toEqual([0, 1]);
    expect(await store.waiting()).toBe(2);
    const { rows } = await database.pool.query<{ due: boolean }>(
      `SELECT run_at BETWEEN now() + interval '6 seconds' AND now() + interval '14 seconds' AS due
       FROM graphile_worker.jobs WHERE key = 'deliver_webhooks later'`,
    );
    expect(rows).toEqual([{ due: true }]);
    expect((await readJobs(database.pool)).map(({ task }) => task)).toEqual([
      'deliver_webhooks',
      'deliver_webhooks',
    ]);
  });

  test('for a day is paused and shown, and gets everything in order when it is resumed', async () => {
    const hook = await store.webhook(user, '/a');
    const alert = await store.rule(user, 'a', [hook]);
    receiver.status(500);
    await store.tell(alert, alert);
    await deliver();
    await store.pass('23 hours');
    await deliver();
    expect(await store.shown(hook)).toMatchObject({ paused: false, failures: 2 });
    await store.pass('1 hour 1 minute');
    await deliver();
    expect(await store.shown(hook)).toMatchObject({ paused: true, failures: 3, last_error: 'HTTP 500' });
    expect(logged).toContain('a webhook is paused: tries failed for a day');
    await store.tell(alert);
    await store.pass('3 days');
    receiver.received.length = 0;
    await deliver();
    expect(got()).toEqual([]);
    await store.resume(hook);
    await deliver();
    // Its day begins again.
    expect(await store.shown(hook)).toMatchObject({ paused: false, failures: 1 });
    receiver.status(200);
    receiver.received.length = 0;
    await store.resume(hook);
    await deliver();
    expect(got()).toEqual([0, 1, 0]);
    expect(await store.waiting()).toBe(0);
  });

  test('by hanging holds up no other webhook, nor those of its owner beyond two', async () => {
    const other = await store.user('ravi');
    const hanging = await Promise.all(['/h1', '/h2', '/h3'].map((path) => store.webhook(user, path)));
    const alert = await store.rule(user, 'a', hanging);
    const swift = await store.rule(other, 'b', [await store.webhook(other, '/b')]);
    receiver.answer = (response, { path }) => void (path.startsWith('/h') ? undefined : response.end());
    await store.tell(alert);
    const delivering = deliver();
    await eventually(() => got().length === 2);
    const before = performance.now();
    await store.tell(swift);
    await eventually(() => got('/b').length === 1);
    expect(performance.now() - before).toBeLessThan(800);
    await delivering;
    expect(got('/h3')).toHaveLength(1);
    expect(await store.shown(hanging[0])).toMatchObject({ failures: 1, last_error: 'timeout' });
  });
});

describe('nothing is sent', () => {
  test.each([
    ['inactive', 'UPDATE users SET active = NOT active WHERE id = $1'],
    [
      'demoted',
      `UPDATE users SET role = CASE role WHEN 'VIEWER' THEN 'ANALYST' ELSE 'VIEWER' END WHERE id = $1`,
    ],
  ])('for an owner who is %s, and it is dropped after a day', async (_, change) => {
    const hook = await store.webhook(user, '/a');
    const alert = await store.rule(user, 'a', [hook]);
    await store.tell(alert, alert);
    await database.pool.query(change, [user]);
    await store.pass('2 hours');
    await deliver();
    expect([got(), await store.waiting()]).toEqual([[], 2]);
    await store.pass('1 day');
    await deliver();
    expect([got(), await store.waiting()]).toEqual([[], 0]);
    await database.pool.query(change, [user]);
    await store.tell(alert);
    await deliver();
    expect(got()).toEqual([0]);
    expect(await store.shown(hook)).toMatchObject({ last_error: 'deliveries dropped: 2' });
  });

  test.each([
    ['a rule for everybody', `scope = 'EVERYBODY', owner_id = NULL`],
    ['a rule about the service', `metric = 'ERROR_RATE'`],
  ])('of %s, for one who is no administrator any more', async (_, change) => {
    const other = await store.user('ravi');
    await database.pool.query(`UPDATE users SET role = 'ADMIN' WHERE id = $1`, [user]);
    const [hook, own] = [await store.webhook(user, '/a'), await store.webhook(other, '/b')];
    const [alert, others] = [await store.rule(user, 'a', [hook]), await store.rule(user, 'b', [hook, own])];
    await database.pool.query(`UPDATE alert_rules SET ${change} WHERE name = 'a'`);
    await store.tell(alert, others);
    await database.pool.query(`UPDATE users SET role = 'TRADER' WHERE id = $1`, [user]);
    await deliver();
    expect([got('/a'), got('/b'), await store.waiting()]).toEqual([[1], [1], 1]);
    await store.pass('25 hours');
    await deliver();
    expect([got('/a'), await store.waiting()]).toEqual([[1], 0]);
  });

  test('to a webhook that is deleted, nor to one whose host is allowed no more', async () => {
    const [gone, refused] = [await store.webhook(user, '/gone'), await store.webhook(user, '/refused')];
    const alert = await store.rule(user, 'a', [gone, refused]);
    await store.tell(alert);
    await database.pool.query('DELETE FROM webhooks WHERE id = $1', [gone]);
    await deliver({ ...services, settings: { ...services.settings, allowedHosts: [] } });
    expect([got(), await store.waiting()]).toEqual([[], 1]);
    expect(await store.shown(refused)).toMatchObject({ last_error: 'address refused' });
  });
});

test('what waited for a worker for days has a day of tries from the first one on', async () => {
  const hook = await store.webhook(user, '/a');
  receiver.status(503);
  await store.tell(await store.rule(user, 'a', [hook]));
  await store.pass('3 days');
  await deliver();
  expect(await store.shown(hook)).toMatchObject({ paused: false, failures: 1 });
  await store.pass('25 hours');
  await deliver();
  expect(await store.shown(hook)).toMatchObject({ paused: true, failures: 2 });
});

test('the oldest beyond the most that may wait are dropped, and counted where the owner sees it', async () => {
  const [hook, other] = [await store.webhook(user, '/a'), await store.webhook(user, '/b')];
  const alert = await store.rule(user, 'a', [hook]);
  await store.tell(alert, alert, alert, alert, alert);
  await store.tell(await store.rule(user, 'b', [other]));
  await database.pool.query(`UPDATE webhooks SET last_error = 'HTTP 500'`);
  const drop = (most: number) => withConnection(database.pool, (client) => dropDeliveries(client, most));
  expect(await drop(3)).toEqual([{ webhook: hook, dropped: 2 }]);
  expect(await drop(2)).toEqual([{ webhook: hook, dropped: 1 }]);
  expect(await drop(2)).toEqual([]);
  expect(await store.shown(hook)).toMatchObject({ last_error: 'HTTP 500; deliveries dropped: 3' });
  await deliver();
  expect(got('/a')).toEqual([3, 4]);
  expect(await store.shown(hook)).toMatchObject({ last_error: 'deliveries dropped: 3', failures: 0 });
});

test('what a worker was about to send when it had to stop is sent by another one, with the same id', async () => {
  const alert = await store.rule(user, 'a', [await store.webhook(user, '/a')]);
  await store.tell(alert);
  const stopping = new AbortController();
  receiver.answer = () => stopping.abort(new Error('stopping'));
  await expect(deliver(services, stopping.signal)).rejects.toThrow('stopping');
  receiver.status(200);
  await deliver();
  expect(receiver.received).toHaveLength(2);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
});

test('a fault of the store between answer and commit sends again, with the same id', async () => {
  const alert = await store.rule(user, 'a', [await store.webhook(user, '/a')]);
  await store.tell(alert);
  receiver.answer = (response) => {
    const killed = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7301016 AND pid <> pg_backend_pid()`;
    void database.pool.query(killed).finally(() => response.end());
  };
  await expect(deliver()).rejects.toThrow();
  receiver.status(200);
  await deliver();
  expect(receiver.received).toHaveLength(2);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  expect(await store.waiting()).toBe(0);
});

test('two processes never send at the same time', async () => {
  const again = await openAgain(database, {});
  const alert = await store.rule(user, 'a', [await store.webhook(user, '/a')]);
  await store.tell(...Array.from({ length: 20 }, () => alert));
  let open = 0;
  let most = 0;
  receiver.answer = (response) => {
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      response.end();
    }, 3);
  };
  await Promise.all([deliver(), deliver(services, undefined, again)]);
  expect(got()).toEqual(Array.from({ length: 20 }, (_, k) => k));
  expect(most).toBe(1);
});
