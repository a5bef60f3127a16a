/** Backfills, and what operators do with feeds. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import type { Database } from '../../../src/database/database.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { withConnection } from '../../../src/database/withConnection.js';
import { Backfills } from '../../../src/market/feeds/backfills.js';
import { readBackfill, readBackfillDays } from '../../../src/market/feeds/readBackfill.js';
import { readFeeds } from '../../../src/market/feeds/readFeeds.js';
import { requeueDays } from '../../../src/market/feeds/requeueDays.js';
import { storeCalendar } from '../../../src/market/feeds/storeCalendar.js';
import type { TradingCalendar } from '../../../src/market/calendar.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { Exchange } from '../../support/feeds/exchange.js';
import { feedsFrom, FeedWorld, forgetFeeds, indian } from '../../support/feeds/feedWorld.js';

let database: Database;
let exchange: Exchange;
let calendar: TradingCalendar;
let one: FeedWorld;
let backfills: Backfills;
beforeAll(async () => {
  database = await openTestDatabase();
  exchange = await Exchange.open();
  calendar = await storeCalendar(database.pool);
}, 60_000);
beforeEach(() => {
  exchange.reset();
  const common = {
    dataset: 'prices',
    pause_seconds: 0,
    retries: { attempts: 2, first_seconds: 1, longest_seconds: 1 },
  };
  const feeds = feedsFrom(
    JSON.stringify({
      feeds: [
        { ...common, name: 'a', url: `${exchange.url}/a{date}` },
        { ...common, name: 'b', url: `${exchange.url}/b{date}` },
        { ...common, name: 'newest', dataset: 'companies', url: `${exchange.url}/newest` },
        { ...common, name: 'off', enabled: false, url: `${exchange.url}/off{date}` },
        { ...common, name: 'in', folder: '/no/such/folder' },
      ],
    }),
  );
  one = new FeedWorld(database, feeds, indian('2024-10-11 12:00'));
  backfills = new Backfills({ feeds, most: 20, now: () => one.now });
});
afterEach(() => forgetFeeds(database));
afterAll(async () => {
  await exchange.close();
  await closeTestDatabases();
});

const within = <Result>(
  work: (client: Parameters<Backfills['cancel']>[0]) => Promise<Result>,
): Promise<Result> => withConnection(database.pool, (client) => inTransaction(client, () => work(client)));
const start = (from: string, to: string, feeds?: readonly string[]) =>
  within((client) => backfills.start(client, { from, to, feeds }, calendar, NO_ACTOR));
const run = (name: string, on: string | null) =>
  within((client) => backfills.run(client, name, on, calendar, NO_ACTOR));
const days = async (id: number) =>
  (await readBackfillDays(database.pool, id)).map(({ feed, day, status }) => `${feed} ${day} ${status}`);

/** Answers with a file of the day that a path names. */
const give = (path: string) => exchange.answers.set(path, [`${path.slice(-10)},1`]);

test('asks all feeds with a file for each day, for the sessions of a span', async () => {
  for (const path of ['/a2024-10-01', '/a2024-10-03', '/b2024-10-01', '/b2024-10-03']) give(path);
  const id = await start('2024-10-01', '2024-10-03');
  expect(await readBackfill(database.pool, id)).toMatchObject({
    ...{ feeds: ['a', 'b'], from: '2024-10-01', to: '2024-10-03', status: 'QUEUED' },
    ...{ done: 0, total: 4, startedAt: null, finishedAt: null },
  });
  await one.work();
  // The 2nd is a holiday.
  expect(exchange.asked.map(({ path }) => path)).toEqual([
    '/a2024-10-01',
    '/b2024-10-01',
    '/a2024-10-03',
    '/b2024-10-03',
  ]);
  expect(await readBackfill(database.pool, id)).toMatchObject({
    ...{ status: 'SUCCEEDED', done: 4, failed: 0, startedAt: one.now, finishedAt: one.now, error: null },
  });
  expect(await readBackfillDays(database.pool, id)).toContainEqual({
    ...{ feed: 'a', day: '2024-10-01', status: 'SUCCEEDED', rows: 1, attempts: 0, error: null },
  });
});

test('fails the days that are not there at once, and retries them alone', async () => {
  give('/a2024-10-07');
  exchange.answers.set('/a2024-10-08', [500]);
  const id = await start('2024-10-07', '2024-10-09', ['a']);
  await one.work();
  one.now = new Date(one.now.getTime() + 60_000);
  await one.work();
  expect(await days(id)).toEqual(['a 2024-10-07 SUCCEEDED', 'a 2024-10-08 FAILED', 'a 2024-10-09 FAILED']);
  expect(await readBackfill(database.pool, id)).toMatchObject({
    ...{ status: 'FAILED', done: 3, failed: 2, error: '2 of 3 days failed: retry the backfill' },
  });
  for (const path of ['/a2024-10-08', '/a2024-10-09']) give(path);
  exchange.asked.length = 0;
  expect(await within((client) => backfills.retry(client, id))).toBe(true);
  expect(await readBackfill(database.pool, id)).toMatchObject({
    status: 'QUEUED',
    done: 1,
    finishedAt: null,
    error: null,
  });
  await one.work();
  expect(exchange.asked).toHaveLength(2);
  expect(await readBackfill(database.pool, id)).toMatchObject({ status: 'SUCCEEDED', done: 3 });
  await expect(within((client) => backfills.retry(client, id))).rejects.toThrow(
    'a day that failed or was cancelled',
  );
});

test('cancels what waits, but not what another one or the schedule wants', async () => {
  const first = await start('2024-10-07', '2024-10-09', ['a']);
  const second = await start('2024-10-09', '2024-10-09', ['a']);
  expect(await within((client) => backfills.cancel(client, first))).toBe(true);
  give('/a2024-10-09');
  await one.work();
  expect(exchange.asked.map(({ path }) => path)).toEqual(['/a2024-10-09']);
  expect(await days(first)).toEqual(
    ['2024-10-07', '2024-10-08', '2024-10-09'].map((day) => `a ${day} CANCELLED`),
  );
  expect(await readBackfill(database.pool, first)).toMatchObject({
    status: 'CANCELLED',
    done: 3,
    finishedAt: one.now,
  });
  expect(await readBackfill(database.pool, second)).toMatchObject({ status: 'SUCCEEDED' });
  await expect(within((client) => backfills.cancel(client, first))).rejects.toThrow('days that wait');
  expect(await within((client) => backfills.cancel(client, 999))).toBe(false);
  expect(await within((client) => backfills.retry(client, first))).toBe(true);
  expect(await readBackfill(database.pool, first)).toMatchObject({ status: 'QUEUED', total: 3 });
});

test('does not try a day again that ran when its backfill was cancelled', async () => {
  const id = await start('2024-10-07', '2024-10-08', ['a']);
  let isCancelled = Promise.resolve(false);
  exchange.answers.set('/a2024-10-07', [
    (response) => {
      isCancelled = within((client) => backfills.cancel(client, id)).finally(() =>
        response.writeHead(500).end(),
      );
    },
  ]);
  await one.work();
  expect(await isCancelled).toBe(true);
  one.now = new Date(one.now.getTime() + 60_000);
  await one.work();
  expect(exchange.asked.map(({ path }) => path)).toEqual(['/a2024-10-07']);
  expect(await days(id)).toEqual(['a 2024-10-07 FAILED', 'a 2024-10-08 CANCELLED']);
  expect(await readBackfill(database.pool, id)).toMatchObject({ status: 'CANCELLED', done: 2 });
});

test.each([
  [['2024-10-09', '2024-10-08'], /Expected from on or before to, got 2024-10-09 and 2024-10-08/],
  [['2024-10-09', '2024-10-12'], /Expected days up to today, 2024-10-11 in India, got 2024-10-12/],
  [['8/10/24', '2024-10-09'], /Expected a date such as 2024-10-08 as from, got "8\/10\/24"/],
  [['2024-02-30', '2024-10-09'], /Expected a date/],
  [['2024-10-05', '2024-10-06'], /Expected at least one session from 2024-10-05 to 2024-10-06, got none/],
  [['0101-01-01', '2024-10-06'], /Expected at most 20 days of feeds in a backfill/],
  [['2024-09-01', '2024-10-06'], /Expected at most 20 days of feeds in a backfill, got \d\d or more:/],
  [['2024-10-07', '2024-10-07', ['c']], /Expected the name of a feed, got "c": a, b, newest, off, in\./],
  [['2024-10-07', '2024-10-07', ['off']], /The feed off is off: enabled is false/],
  [['2024-10-07', '2024-10-07', ['newest']], /gives its newest file only/],
  [['2024-10-07', '2024-10-07', []], /Expected at least one feed, got none: leave feeds out for all/],
] as const)('refuses %j', async ([from, to, feeds], message) => {
  await expect(start(from, to, feeds as readonly string[] | undefined)).rejects.toThrow(message);
  const { rows } = await database.pool.query('SELECT FROM feed_days UNION ALL SELECT FROM backfills');
  expect(rows).toEqual([]);
});

test('runs a feed for its newest day, or for a day', async () => {
  give('/a2024-10-11');
  give('/a2024-10-08');
  exchange.answers.set('/newest', ['2020-01-01,1']);
  const ids = [await run('a', null), await run('a', '2024-10-08'), await run('newest', null)];
  await one.work();
  expect((await Promise.all(ids.map(days))).flat()).toEqual([
    'a 2024-10-11 SUCCEEDED',
    'a 2024-10-08 SUCCEEDED',
    'newest 2024-10-11 SUCCEEDED',
  ]);
  await expect(run('newest', '2024-10-08')).rejects.toThrow('run it without a day, or for 2024-10-11');
  await expect(run('a', '2024-10-05')).rejects.toThrow('the exchange was closed');
});

test('asks again for a day that was taken, on condition', async () => {
  exchange.answers.set('/a2024-10-08', [{ headers: { ETag: '"7"' }, body: '2024-10-08,1' }, 304]);
  for (const id of [await run('a', '2024-10-08'), 0]) if (id > 0) await one.work();
  const id = await run('a', '2024-10-08');
  await one.work();
  expect(exchange.asked[1].headers).toMatchObject({ 'if-none-match': '"7"' });
  expect(await readBackfillDays(database.pool, id)).toMatchObject([{ status: 'SUCCEEDED', rows: 0 }]);
});

test('does nothing for a feed that is paused, and goes on when it is resumed', async () => {
  give('/a2024-10-08');
  const id = await run('a', '2024-10-08');
  await within((client) => backfills.setPaused(client, 'a', true));
  await one.work();
  one.now = indian('2024-10-11 19:00');
  await one.tick();
  await one.work();
  expect(exchange.asked.filter(({ path }) => path.startsWith('/a'))).toEqual([]);
  await expect(run('a', '2024-10-07')).rejects.toThrow('The feed a is paused: resume it first');
  await within((client) => backfills.setPaused(client, 'a', false));
  await one.work();
  expect(await readBackfill(database.pool, id)).toMatchObject({ status: 'SUCCEEDED' });
  await expect(within((client) => backfills.setPaused(client, 'x', true))).rejects.toThrow(
    'Expected the name of a feed',
  );
});

test('ends the days of a feed that is off meanwhile, with the reason', async () => {
  const id = await run('a', '2024-10-08');
  const without = new FeedWorld(database, one.feeds.slice(1), one.now);
  await without.work();
  expect(await readBackfillDays(database.pool, id)).toMatchObject([
    { status: 'FAILED', error: 'The feed a is off: the file of feeds does not have it any more.' },
  ]);
});

test('has no file of a day that no folder gives', async () => {
  const id = await run('in', '2024-10-08');
  await one.work();
  expect(await readBackfillDays(database.pool, id)).toMatchObject([
    { status: 'FAILED', error: expect.stringMatching(/^No file of \/no\/such\/folder .* holds 2024-10-08/) },
  ]);
});

test('enqueues days again whose jobs are lost', async () => {
  const id = await start('2024-10-07', '2024-10-09', ['a']);
  for (const day of ['07', '08', '09']) give(`/a2024-10-${day}`);
  await database.pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  await requeueDays(database.pool);
  await requeueDays(database.pool);
  await one.work();
  expect(exchange.asked).toHaveLength(3);
  expect(await readBackfill(database.pool, id)).toMatchObject({ status: 'SUCCEEDED' });
});

test('lists feeds with their state', async () => {
  give('/a2024-10-11');
  exchange.answers.set('/b2024-10-11', [500]);
  await run('a', null);
  await run('b', null);
  await one.work();
  const states = await readFeeds(database.pool, one.feeds, calendar, one.now);
  expect(states.map(({ feed, ...state }) => ({ name: feed.name, ...state }))).toMatchObject([
    {
      ...{ name: 'a', location: `${exchange.url}/a{date}`, schedule: '19:00 on sessions', paused: false },
      ...{ nextAt: indian('2024-10-11 19:00'), lastAt: one.now, lastResult: 'SUCCEEDED', lastError: null },
      ...{ breaker: 'CLOSED', failures: 0, successRate: 1 },
    },
    { name: 'b', lastResult: 'FAILED', failures: 1, successRate: 0, lastSuccessAt: null },
    { name: 'newest', lastAt: null, successRate: null },
    { name: 'off', nextAt: null, lastError: 'It is off: enabled is false in the file of feeds.' },
    { name: 'in', location: '/no/such/folder', schedule: 'watched each minute', nextAt: null },
  ]);
});
