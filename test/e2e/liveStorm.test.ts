/** One API process and real sockets: clients that lose their connections repeatedly, that stop reading, that leave. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { commitEvents } from '../support/live/commitEvents.js';
import { until } from '../support/process/greyoakProcess.js';
import { OwnPostgres } from '../support/process/ownPostgres.js';
import { endServices, measured, readyAt, serve } from '../support/process/services.js';
import { fillDatabase } from '../support/market/liveMarket.js';
import { endOfLog, endSubscribers, Subscriber } from '../support/client/subscriber.js';

let folder: string;
let postgres: OwnPostgres;
let database: OpenDatabase;
beforeAll(async () => {
  folder = await temporaryFolder();
  postgres = await OwnPostgres.start(join(folder, 'home'));
  await fillDatabase(postgres.url);
  database = await openDatabase({ url: postgres.url, home: '' });
}, 120_000);
afterEach(async () => {
  endSubscribers();
  await endServices();
});
afterAll(async () => {
  await database?.close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** All clients here have one address, and so one bucket: what they resume in a minute would take a caller longer. */
const RICH = { COST_BUCKET: '1000000000', COST_PER_SECOND: '1000000000' };
const startApi = (env: Readonly<Record<string, string>> = {}) =>
  readyAt(serve({ ROLE: 'api', DATABASE_URL: postgres.url, ...RICH, ...env }));
const untilMeasured = (url: string, name: string, value: number) =>
  until(`${name} is ${value}`, async () => (await measured(url, name)) === value);

/** Returns how many clients do not have each event between two positions once and in order. */
const faulty = (subscribers: readonly Subscriber[], start: number, end: number): number =>
  subscribers.filter(
    ({ positions, failures }) =>
      failures.length > 0 ||
      positions.length !== end - start ||
      positions.some((position, k) => position !== start + 1 + k),
  ).length;

describe('a thousand clients', () => {
  const CLIENTS = 1_000;
  /** How long and how often each client is offline: AnyCable's profile, five times as fast. */
  const AWAY_MS = 400;
  const EVERY_MS = 3_000;
  /** The least duration of the storm; a slow machine needs longer to lose enough connections. */
  const STORM_MS = 12_000;
  const LEAST_LOSSES = 2 * CLIENTS;
  const LEAST_EVENTS = 20;

  test('that lose their connections repeatedly get all events in order', async () => {
    const url = await startApi();
    const start = await endOfLog(database.pool);
    let end = start;
    const replays: number[] = [];
    const subscribers = Array.from({ length: CLIENTS }, () => {
      const subscriber = new Subscriber({ url: () => url, awayMs: () => AWAY_MS });
      let missed = 0;
      let since = 0;
      subscriber.onConnected = () => {
        missed = subscriber.connected > 1 && end > (subscriber.positions.at(-1) ?? start) ? end : 0;
        since = performance.now();
      };
      subscriber.onEvent = (position) => {
        if (position !== missed) return;
        replays.push(performance.now() - since);
        missed = 0;
      };
      return subscriber;
    });
    await untilMeasured(url, 'live_operations', CLIENTS);

    const lossesOf = () => subscribers.reduce((sum, { closes }) => sum + closes.length, 0);
    const mayEnd = performance.now() + STORM_MS;
    const isStorm = () =>
      performance.now() < mayEnd || lossesOf() <= LEAST_LOSSES || end - start <= LEAST_EVENTS;
    const drops = subscribers.map(async (subscriber, k) => {
      // Clients lose their connections at different times.
      await wait((EVERY_MS * k) / CLIENTS);
      for (; isStorm(); await wait(EVERY_MS)) subscriber.drop();
    });
    for (let k = 0; isStorm(); k++) {
      ({ last: end } = await commitEvents(database, 2, k % 2 === 0 ? 'TRADER' : 'INVESTOR'));
      await wait(100);
    }
    await Promise.all(drops);
    await until('all have all', () =>
      subscribers.every(({ positions }) => positions.length >= end - start),
    ).catch(() => undefined);
    expect(faulty(subscribers, start, end)).toBe(0);
    const losses = lossesOf();
    expect(losses).toBeGreaterThan(LEAST_LOSSES);
    expect(end - start).toBeGreaterThan(LEAST_EVENTS);

    replays.sort((a, b) => a - b);
    const [p50, p99] = [0.5, 0.99].map((part) => replays[Math.floor(part * replays.length)]?.toFixed(0));
    process.stderr.write(
      `reconnect storm: ${CLIENTS} clients, ${losses} losses, ${end - start} events each, ` +
        `${replays.length} replays: p50 ${p50} ms, p99 ${p99} ms\n`,
    );
  }, 180_000);
});

describe('clients that stop reading', () => {
  const STALLED = 20;
  const READING = 5;
  const EVENTS = 5_000;
  /** Gives about 2 kB per event. */
  const QUERY = `subscription ($filter: ScoreEventFilter, $after: ID) {
    scoreChanged(filter: $filter, after: $after) {
      cursor at previousValue previousBand bandChanged
      score {
        stock { ticker name } mode date value band weighted sectorZ
        pillars { all { name score weight contribution } }
        guardrails { guardrail fired bandBefore bandAfter scoreBefore scoreAfter observed threshold reason }
      }
    }
  }`;
  /**
   * Each socket may hold 64 kB and one chunk of the same size. The bound is 35 times that, because the newest events are
   * kept for all clients, and because there is garbage that is not collected yet. A queue per client would hold
   * 20 × 2,800 × 2 kB: the operating system buffers 2,200 of the 5,000 events of each client.
   */
  const MOST_GROWTH = 35 * STALLED * 2 * 2 ** 16;

  test('do not slow down others, are closed with 4290, and resume', async () => {
    const url = await startApi({
      SLOW_CLIENT_BYTES: '65536',
      SLOW_CLIENT_MS: '2000',
      NODE_OPTIONS: '--import=./test/e2e/live/collectGarbage.js',
    });
    const start = await endOfLog(database.pool);
    const subscribe = () => new Subscriber({ url: () => url, query: QUERY, pings: false });
    const stalled = Array.from({ length: STALLED }, subscribe);
    const reading = Array.from({ length: READING }, subscribe);
    await untilMeasured(url, 'live_operations', STALLED + READING);
    const commit = async () => (await commitEvents(database, 16)).last;
    const have = (subscribers: readonly Subscriber[], end: number) =>
      until('the clients have all events', () =>
        subscribers.every(({ positions }) => positions.length >= end - start),
      );

    // The memory that a process allocates for its first events is not the cost of stalled clients.
    let end = start;
    while (end - start < 1_000) {
      end = await commit();
      await have([...stalled, ...reading], end);
    }
    const memory = () => measured(url, 'process_resident_memory_bytes');
    const before = await memory();
    for (const subscriber of stalled) subscriber.stall();
    const from = end;
    let most = before;
    const closed = (async () => {
      await untilMeasured(url, 'live_operations', READING);
      // Stalled clients did not get all events.
      expect(Math.max(...stalled.map(({ positions }) => positions.length))).toBeLessThan(EVENTS);
      // One client at a time: all at once would make this process read 100 MB and become slow itself.
      for (const subscriber of stalled) {
        subscriber.read();
        await have([subscriber], end);
      }
    })();
    closed.catch(() => undefined);
    for (let k = 0; end - from < EVENTS; k++) {
      end = await commit();
      // Commits that are faster than this process reads would make the service close its reading clients, too.
      await have(reading, end);
      if (k % 10 === 0) most = Math.max(most, await memory());
    }
    most = Math.max(most, await memory());
    expect(faulty(reading, start, end)).toBe(0);
    await closed;
    await have(stalled, end);
    expect(faulty(stalled, start, end)).toBe(0);
    // A client that reads again too late finds its connection cut (1006).
    const codes = stalled.flatMap(({ closes }) => closes);
    expect(codes).toHaveLength(STALLED);
    expect(codes.filter((code) => code !== 4290 && code !== 1006)).toEqual([]);
    expect(reading.flatMap(({ closes }) => closes)).toEqual([]);
    // A close is counted once the connection has ended on both sides.
    await untilMeasured(url, 'live_closes_total{code="4290"}', STALLED);
    expect(most - before).toBeLessThan(MOST_GROWTH);
    process.stderr.write(
      `stalled clients: resident memory grew by ${((most - before) / 2 ** 20).toFixed(0)} MB\n`,
    );
  }, 180_000);
});

describe('filtered subscriptions on a quiet topic', () => {
  test('leave nothing when their sockets are closed', async () => {
    const url = await startApi();
    const QUIET = { given: { tickers: ['S15.NS'], minChange: 99 }, condition: 'false' };
    const quiet = Array.from({ length: 200 }, () => new Subscriber({ url: () => url, filter: QUIET }));
    await untilMeasured(url, 'live_operations', 200);
    expect(await measured(url, 'live_sockets')).toBe(200);
    const before = await endOfLog(database.pool);
    endSubscribers();
    await untilMeasured(url, 'live_sockets', 0);
    expect(await measured(url, 'live_operations')).toBe(0);
    // No event has woken them in the meantime.
    expect(await endOfLog(database.pool)).toBe(before);
    expect(quiet.flatMap(({ positions }) => positions)).toEqual([]);
  }, 60_000);
});
