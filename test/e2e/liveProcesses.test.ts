/** Four API processes and two workers on one database send the same events, also while one of them stops. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { commitEvents } from '../support/live/commitEvents.js';
import { until, type GreyoakProcess } from '../support/process/greyoakProcess.js';
import { OwnPostgres } from '../support/process/ownPostgres.js';
import {
  endServices,
  measured,
  mutate,
  readyAt,
  RECORD_BARS,
  RESCORE,
  serve,
  statusOf,
} from '../support/process/services.js';
import { changedBars, fillDatabase, sessions } from '../support/market/liveMarket.js';
import { ALL, endOfLog, endSubscribers, storedEvents, Subscriber } from '../support/client/subscriber.js';

const NEWEST = sessions[sessions.length - 1];
const RESTART = 1012;
/** Long enough to ask a stopping process whether it is ready, even on a busy machine. */
const DRAIN_MS = 5_000;

let folder: string;
let postgres: OwnPostgres;
let database: OpenDatabase;
let apis: GreyoakProcess[];
let urls: string[];
beforeAll(async () => {
  folder = await temporaryFolder();
  postgres = await OwnPostgres.start(join(folder, 'home'));
  await fillDatabase(postgres.url);
  database = await openDatabase({ url: postgres.url, home: '' });
  const start = (env: Readonly<Record<string, string>>) => serve({ DATABASE_URL: postgres.url, ...env });
  apis = Array.from({ length: 4 }, () => start({ ROLE: 'api', DRAIN_MS: String(DRAIN_MS) }));
  const workers = Array.from({ length: 2 }, () => start({ ROLE: 'worker' }));
  urls = (await Promise.all([...apis, ...workers].map(readyAt))).slice(0, apis.length);
}, 120_000);
afterAll(async () => {
  endSubscribers();
  await endServices();
  await database?.close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

const subscribed = (counts: readonly number[]) =>
  until('all are subscribed', async () => {
    const operations = await Promise.all(urls.map((url) => measured(url, 'live_operations')));
    return operations.join() === counts.join();
  });

async function isIdle(): Promise<boolean> {
  const { rows } = await database.pool.query<{ left: number }>(
    `SELECT (SELECT count(*) FROM runs WHERE status IN ('QUEUED', 'RUNNING'))::int + (
       SELECT count(*) FROM graphile_worker.jobs WHERE locked_at IS NOT NULL OR attempts < max_attempts
     )::int AS left`,
  );
  return rows[0].left === 0;
}

// The second test stops the processes that the first one has used.
describe('several processes on one database', () => {
  test('send the same events in the same order, although two of them request the same rescore at once', async () => {
    const start = await endOfLog(database.pool);
    const subscribers = urls.flatMap((url) =>
      Array.from({ length: 25 }, () => new Subscriber({ url: () => url })),
    );
    await subscribed([25, 25, 25, 25]);
    for (let round = 0; round < 4; round++) {
      const rows = changedBars(NEWEST, `processes ${round}`);
      await mutate(() => urls[round], RECORD_BARS, { rows });
      const asked = [round, (round + 1) % 4].map((k) => mutate(() => urls[k], RESCORE, { on: NEWEST }));
      for (const { rescore } of await Promise.all(asked))
        expect(rescore).toMatchObject({ date: NEWEST, mode: null });
      await until('they are made', isIdle);
    }
    const expected = await storedEvents(database.pool, start, ALL);
    expect(expected.length).toBeGreaterThan(50);
    await until('all have all', () => subscribers.every(({ ledger }) => ledger.length >= expected.length));
    for (const { ledger, failures, closes } of subscribers) {
      expect({ ledger, failures, closes }).toEqual({ ledger: expected, failures: [], closes: [] });
    }
    const { positions } = subscribers[0];
    expect(positions).toEqual(positions.map((_, k) => start + 1 + k));
    const { rows: runs } = await database.pool.query(`SELECT FROM runs WHERE status <> 'SUCCEEDED'`);
    expect(runs).toEqual([]);
    endSubscribers();
    await subscribed([0, 0, 0, 0]);
  }, 90_000);

  test('take over the clients of a process that stops, and the clients miss nothing', async () => {
    const start = await endOfLog(database.pool);
    // More clients than are told to leave at once.
    const leaving = Array.from(
      { length: 75 },
      (_, k) => new Subscriber({ url: (losses) => urls[losses === 0 ? 0 : 1 + (k % 3)] }),
    );
    const staying = urls
      .slice(1)
      .flatMap((url) => Array.from({ length: 25 }, () => new Subscriber({ url: () => url })));
    await subscribed([75, 25, 25, 25]);

    let isOver = false;
    const events = (async () => {
      for (let k = 0; !isOver; k++) {
        await commitEvents(database, 3, k % 2 === 0 ? 'TRADER' : 'INVESTOR');
        await wait(20);
      }
    })();
    await until('events flow', () => leaving.every(({ positions }) => positions.length > 0));
    apis[0].kill('SIGTERM');
    await until('it is not ready any more', async () => (await statusOf(`${urls[0]}/health/ready`)) === 503);
    // The process says so before it tells the last of its clients to leave.
    expect(leaving.some(({ closes }) => closes.length === 0)).toBe(true);
    const patience = wait(DRAIN_MS + 15_000, 'it does not end', { ref: false });
    expect(await Promise.race([apis[0].end(), patience])).toBe(0);
    await until('all are elsewhere', () => leaving.every(({ connected }) => connected === 2));
    const before = leaving.map(({ positions }) => positions.length);
    await until('events flow', () => leaving.every(({ positions }, k) => positions.length > before[k]));
    isOver = true;
    await events;

    const expected = await storedEvents(database.pool, start, ALL);
    const all = [...leaving, ...staying];
    await until('all have all', () => all.every(({ ledger }) => ledger.length >= expected.length));
    for (const { ledger, failures } of all)
      expect({ ledger, failures }).toEqual({ ledger: expected, failures: [] });
    expect(leaving.map(({ closes }) => closes)).toEqual(leaving.map(() => [RESTART]));
    expect(staying.flatMap(({ closes }) => closes)).toEqual([]);
  }, 90_000);
});
