/** Feeds over time: a local exchange, a clock that the test moves, and jobs that run when they are due. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { fetchFeed } from '../../../src/market/tasks/fetchFeed.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { Exchange, half, stalled } from '../../support/feeds/exchange.js';
import { feedsFrom, FeedWorld, forgetFeeds, indian } from '../../support/feeds/feedWorld.js';

let database: Database;
let exchange: Exchange;
beforeAll(async () => {
  database = await openTestDatabase();
  exchange = await Exchange.open();
}, 60_000);
beforeEach(() => exchange.reset());
afterEach(() => forgetFeeds(database));
afterAll(async () => {
  await exchange.close();
  await closeTestDatabases();
});

/** A Monday; the sessions of its week are 7, 8, 9, 10 and 11 October. */
const MONDAY = '2024-10-07';
const pathOf = (day: string) => `/p${day.replaceAll('-', '')}.csv`;

/** A world with one feed, at noon of Monday. */
function world(
  lines: Readonly<Record<string, unknown>> = {},
  options: ConstructorParameters<typeof FeedWorld>[3] = {},
) {
  const feed = {
    ...{ name: 'nse', dataset: 'prices', url: `${exchange.url}/p{date:yyyyMMdd}.csv`, pause_seconds: 0 },
    ...{ retries: { first_seconds: 10, longest_seconds: 40, attempts: 3 }, timeout_seconds: 1 },
    ...lines,
  };
  return new FeedWorld(
    database,
    feedsFrom(JSON.stringify({ feeds: [feed] })),
    indian(`${MONDAY} 12:00`),
    options,
  );
}

const paths = () => exchange.asked.map(({ path }) => path);

test('asks for a session at its time, and takes its file once', async () => {
  const one = world();
  exchange.answers.set(pathOf(MONDAY), [`${MONDAY},1`]);
  await one.passTo(`${MONDAY} 18:59`, 60);
  expect(exchange.asked).toEqual([]);
  await one.passTo(`${MONDAY} 19:30`);
  expect(paths()).toEqual([pathOf(MONDAY)]);
  expect(await one.day('nse', MONDAY)).toEqual({
    status: 'SUCCEEDED',
    attempts: 0,
    misses: 0,
    rows: 1,
    error: null,
  });
  expect(one.importer.files).toMatchObject([{ name: 'p20241007.csv', source: 'nse', format: 'any' }]);
  expect(await one.state('nse')).toMatchObject({ lastResult: 'SUCCEEDED', outcomes: '+', breaker: 'CLOSED' });
});

test('leaves out days without a session, and those before it was first seen', async () => {
  const one = world();
  one.now = indian('2024-10-12 12:00');
  await one.passTo('2024-10-14 18:00', 120);
  expect(exchange.asked).toEqual([]);
  await one.passTo('2024-10-14 19:00', 120);
  expect(paths()).toEqual([pathOf('2024-10-14')]);
});

test('tries again with growing waits after failures, and counts them', async () => {
  const one = world();
  exchange.answers.set(pathOf(MONDAY), [500, 502, `${MONDAY},1`]);
  await one.passTo(`${MONDAY} 19:00`);
  expect(await one.day('nse', MONDAY)).toMatchObject({
    status: 'QUEUED',
    attempts: 1,
    error: expect.stringMatching(/^Expected status 200, got 500 from 127\.0\.0\.1:\d+\.$/),
  });
  one.now = new Date(indian(`${MONDAY} 19:00`).getTime() + 9_999);
  await one.work();
  expect(exchange.asked).toHaveLength(1);
  one.now = new Date(indian(`${MONDAY} 19:00`).getTime() + 10_000);
  await one.work();
  expect(exchange.asked).toHaveLength(2);
  one.now = new Date(one.now.getTime() + 20_000);
  await one.work();
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED', attempts: 2, error: null });
  expect(await one.state('nse')).toMatchObject({ outcomes: '--+', failures: 0 });
});

test('gives a day up after its attempts, and tries it again an hour later', async () => {
  const one = world();
  exchange.otherwise = 503;
  await one.passTo(`${MONDAY} 19:10`);
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'FAILED', attempts: 3 });
  expect(exchange.asked).toHaveLength(3);
  exchange.answers.set(pathOf(MONDAY), [`${MONDAY},1`]);
  await one.passTo(`${MONDAY} 20:30`);
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED' });
});

test('waits for a file that is not there yet, which is no failure', async () => {
  const one = world();
  exchange.answers.set(pathOf(MONDAY), [404, 410, `${MONDAY},1`]);
  await one.passTo(`${MONDAY} 19:00`);
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'QUEUED', attempts: 0, misses: 1 });
  expect(await one.state('nse')).toMatchObject({
    failures: 0,
    outcomes: '',
    lastResult: 'FAILED',
    lastError: expect.stringMatching(/^The file is not there yet: .* answers 404\.$/),
  });
  await one.passTo(`${MONDAY} 19:30`);
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED', misses: 0 });
});

test.each([
  ['seconds', '120'],
  ['a date', new Date(indian(`${MONDAY} 19:02`)).toUTCString()],
])('waits as long as a server asks for in %s, for all requests to it', async (_name, header) => {
  const one = world();
  exchange.answers.set(pathOf(MONDAY), [{ status: 429, headers: { 'Retry-After': header } }, `${MONDAY},1`]);
  await one.passTo(`${MONDAY} 19:00`);
  one.now = new Date(indian(`${MONDAY} 19:02`).getTime() - 1);
  await one.work();
  expect(exchange.asked).toHaveLength(1);
  const { rows } = await database.pool.query<{ next_at: Date }>('SELECT next_at FROM feed_hosts');
  expect(rows).toEqual([{ next_at: indian(`${MONDAY} 19:02`) }]);
  one.now = indian(`${MONDAY} 19:02`);
  await one.work();
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED' });
});

const WHOLE = Array.from({ length: 50 }, (_, k) => `${MONDAY},${k}`).join('\n');
test.each([
  ['an HTML page', '<!DOCTYPE html><html><body>Not found</body></html>', /it is an HTML page and no data/],
  ['nothing', '', /it is empty/],
  ['a half-written file', half(WHOLE), /connection failed: .*Nothing was taken/],
  ['an answer that does not end', stalled, /Expected an answer within 1 s/],
  ['a file that is refused', 'bad', /Expected rows, got "bad"/],
  ['more than is allowed', { headers: {}, body: 'x'.repeat(2_000) }, /Expected a file of at most 1000 bytes/],
  [
    'another redirect',
    { status: 302, headers: { Location: 'http://203.0.113.7/x' } },
    /list it in redirect_hosts/,
  ],
  ['no change, of what we do not have', 304, /Expected status 200, got 304/],
  ['a circle', { status: 302, headers: { Location: pathOf(MONDAY) } }, /at most 3 redirects/],
  ['a file of the machine', { status: 302, headers: { Location: 'file:///etc/passwd' } }, /stays with http:/],
  [
    'a redirect that repeats a secret',
    { status: 302, headers: { Location: 'ftp://203.0.113.7/x?key=secret' } },
    /got one to ftp:\/\/203\.0\.113\.7\.$/,
  ],
] as const)('takes nothing of %s, and then the file', async (_name, answer, reason) => {
  const one = world({ max_bytes: 1000 });
  exchange.answers.set(pathOf(MONDAY), [answer]);
  await one.passTo(`${MONDAY} 19:00`);
  expect(await one.day('nse', MONDAY)).toMatchObject({
    status: 'QUEUED',
    error: expect.stringMatching(reason),
  });
  expect(one.importer.files).toEqual([]);
  exchange.answers.set(pathOf(MONDAY), [`${MONDAY},7`]);
  await one.passTo(`${MONDAY} 19:10`);
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED' });
  expect(one.importer.rows.get(MONDAY)).toBe('7');
});

test('waits while the source still gives the file of another day', async () => {
  const one = world({ url: `${exchange.url}/newest.csv` });
  exchange.answers.set('/newest.csv', ['2024-10-04,1', `${MONDAY},2`]);
  await one.passTo(`${MONDAY} 19:00`);
  expect(await one.day('nse', MONDAY)).toMatchObject({
    status: 'QUEUED',
    attempts: 0,
    error: `The file is not there yet: what the source gives is of 2024-10-04, not of ${MONDAY}.`,
  });
  await one.passTo(`${MONDAY} 19:30`);
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED', rows: 1 });
});

describe('a file that was taken', () => {
  const validators = { ETag: '"1"', 'Last-Modified': 'Mon, 07 Oct 2024 13:00:00 GMT' };

  test('is asked for on the next session on condition, and left if it is the same', async () => {
    const one = world();
    exchange.answers.set(pathOf(MONDAY), [{ headers: validators, body: `${MONDAY},1` }, 304]);
    exchange.answers.set(pathOf('2024-10-08'), ['2024-10-08,1']);
    await one.passTo('2024-10-09 12:00', 60);
    const again = exchange.asked.filter(({ path }) => path === pathOf(MONDAY));
    expect(again).toHaveLength(2);
    expect(again[0].headers).not.toHaveProperty('if-none-match');
    expect(again[1].headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': validators['Last-Modified'],
    });
    expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED', rows: 1 });
    expect(one.importer.files).toHaveLength(2);
  });

  test('is taken again if it was corrected, and not if only its date differs', async () => {
    const one = world({}, { recheck: 2 });
    exchange.answers.set(pathOf(MONDAY), [
      { headers: validators, body: `${MONDAY},1` },
      { headers: { ETag: '"2"' }, body: `${MONDAY},2` },
      { headers: { ETag: '"3"' }, body: `${MONDAY},2` },
    ]);
    await one.passTo('2024-10-11 12:00', 60);
    expect(paths().filter((path) => path === pathOf(MONDAY))).toHaveLength(3);
    expect(one.importer.files).toHaveLength(2);
    expect(one.importer.rows.get(MONDAY)).toBe('2');
  });

  test('stays if it cannot be got again', async () => {
    const one = world();
    exchange.answers.set(pathOf(MONDAY), [`${MONDAY},1`, 404]);
    await one.passTo('2024-10-08 22:00', 60);
    expect(paths().filter((path) => path === pathOf(MONDAY))).toHaveLength(2);
    expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED', rows: 1 });
  });
});

test('catches up after two days without the exchange', async () => {
  const one = world();
  exchange.otherwise = (response) => response.destroy();
  await one.passTo('2024-10-09 10:00', 30);
  expect(await one.state('nse')).toMatchObject({ breaker: expect.stringMatching(/OPEN/) });
  expect(one.importer.files).toEqual([]);
  exchange.otherwise = 404;
  for (const day of [MONDAY, '2024-10-08']) exchange.answers.set(pathOf(day), [`${day},1`]);
  await one.passTo('2024-10-09 12:00', 30);
  expect([...one.importer.rows.keys()].sort()).toEqual([MONDAY, '2024-10-08']);
  expect(await one.state('nse')).toMatchObject({ breaker: 'CLOSED', failures: 0 });
});

test('catches up with the last sessions after its own downtime, and with no more', async () => {
  const one = world({}, { catchUp: 3 });
  await one.tick();
  exchange.otherwise = (response) => {
    const day = '2024-10-11';
    response.end(`${day},1\n2024-10-10,1\n2024-10-09,1\n2024-10-08,1`);
  };
  one.now = indian('2024-10-11 21:00');
  await one.tick();
  await one.work();
  expect(paths()).toEqual(['2024-10-09', '2024-10-10', '2024-10-11'].map(pathOf));
});

test('opens the breaker after five failures, tries after a minute, and closes it after two successes', async () => {
  const one = world({ retries: { attempts: 20, first_seconds: 1, longest_seconds: 1 } });
  exchange.otherwise = 500;
  one.now = indian(`${MONDAY} 19:00`);
  await one.tick();
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await one.work();
      one.now = new Date(one.now.getTime() + 1000);
    }
  };
  await pass(30);
  expect(exchange.asked).toHaveLength(5);
  expect(await one.state('nse')).toMatchObject({ breaker: 'OPEN', failures: 5 });
  expect(await one.day('nse', MONDAY)).toMatchObject({
    status: 'QUEUED',
    error: 'It waits: the feed failed 5 times in a row, and is tried again soon.',
  });
  await pass(40);
  // One trial, which failed, so that the breaker is open again.
  expect(exchange.asked).toHaveLength(6);
  exchange.answers.set(pathOf(MONDAY), [`${MONDAY},1`]);
  await pass(60);
  expect(await one.state('nse')).toMatchObject({ breaker: 'HALF_OPEN', failures: 0 });
  exchange.answers.set(pathOf('2024-10-08'), ['2024-10-08,1']);
  await one.passTo('2024-10-08 19:00', 60);
  expect(await one.state('nse')).toMatchObject({ breaker: 'CLOSED' });
});

test('sends no more requests than its quota, and goes on the next day in India', async () => {
  const one = world({ quota: 2, retries: { attempts: 20, first_seconds: 1, longest_seconds: 1 } });
  exchange.otherwise = 500;
  await one.passTo(`${MONDAY} 23:50`);
  expect(exchange.asked).toHaveLength(2);
  expect(await one.day('nse', MONDAY)).toMatchObject({
    status: 'QUEUED',
    error: 'It waits for tomorrow: the 2 requests of the day are used up.',
  });
  exchange.answers.set(pathOf(MONDAY), [`${MONDAY},1`]);
  await one.passTo('2024-10-08 00:10');
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED' });
});

test('sends what headers hold to its host alone, and follows allowed redirects', async () => {
  const other = await Exchange.open();
  try {
    const one = world({ headers: { 'X-Key': 'secret' }, redirect_hosts: ['127.0.0.1'] });
    exchange.answers.set(pathOf(MONDAY), [{ status: 302, headers: { Location: `${other.url}/moved.csv` } }]);
    other.answers.set('/moved.csv', [`${MONDAY},1`]);
    await one.passTo(`${MONDAY} 19:00`);
    expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED' });
    expect(exchange.asked[0].headers).toMatchObject({ 'x-key': 'secret' });
    expect(other.asked[0].headers).not.toHaveProperty('x-key');
  } finally {
    await other.close();
  }
});

test('is due once, however many processes look', async () => {
  const one = world();
  exchange.answers.set(pathOf(MONDAY), [`${MONDAY},1`]);
  one.now = indian(`${MONDAY} 19:00`);
  await Promise.all([one.tick(), one.tick(), one.tick()]);
  const payload = await one.take();
  expect(await one.take()).toBeNull();
  if (payload === null) throw new Error('expected a job');
  // As if two workers had the same job.
  await Promise.all([fetchFeed.run(payload, one.job('1')), fetchFeed.run(payload, one.job('1'))]);
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED' });
  await one.passTo(`${MONDAY} 20:00`);
  expect((await one.state('nse'))['outcomes']).toBe('+');
});

test('gives all processes one turn at a time at a host', async () => {
  const one = world({ pause_seconds: 0.2 });
  const at: number[] = [];
  exchange.otherwise = (response) => {
    at.push(performance.now());
    response.writeHead(404).end();
  };
  const days = ['2024-10-07', '2024-10-08', '2024-10-09', '2024-10-10'];
  await database.pool.query(`INSERT INTO feeds (name, since) VALUES ('nse', $1)`, [one.now]);
  await database.pool.query(
    `INSERT INTO feed_days (feed, day, status, scheduled) SELECT 'nse', day, 'QUEUED', true FROM unnest($1::date[]) AS d (day)`,
    [days],
  );
  // The clock of the database counts.
  const real = new FeedWorld(database, one.feeds, one.now, { now: undefined });
  const start = performance.now();
  await Promise.all(days.map((day) => fetchFeed.run({ feed: 'nse', day: day as IsoDate }, real.job())));
  // A request may be late, but not before its turn; timers may be some milliseconds early.
  const early = at.sort((a, b) => a - b).filter((time, k) => time - start < 200 * k - 20);
  expect([at.length, early]).toEqual([4, []]);
});

test('does again what a worker began and did not end', async () => {
  const one = world();
  exchange.answers.set(pathOf(MONDAY), [stalled, `${MONDAY},1`]);
  one.now = indian(`${MONDAY} 19:00`);
  await one.tick();
  const payload = await one.take();
  if (payload === null) throw new Error('expected a job');
  const stopping = new AbortController();
  const running = fetchFeed.run(payload, one.job('7', stopping.signal));
  setTimeout(() => stopping.abort(new Error('the worker stops')), 100);
  await expect(running).rejects.toThrow('the worker stops');
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'RUNNING' });
  await fetchFeed.run(payload, one.job('7'));
  expect(await one.day('nse', MONDAY)).toMatchObject({ status: 'SUCCEEDED', attempts: 0 });
  expect(one.importer.files).toHaveLength(1);
});

test('does nothing while it is off or lacks a variable', async () => {
  const yaml = JSON.stringify({
    feeds: [
      { name: 'off', enabled: false, dataset: 'prices', url: `${exchange.url}/a` },
      {
        name: 'keyless',
        dataset: 'prices',
        url: `${exchange.url}/b`,
        headers: { 'X-Key': '${NO_SUCH_KEY}' },
      },
      { name: 'works', dataset: 'prices', url: `${exchange.url}/c` },
    ],
  });
  const one = new FeedWorld(database, feedsFrom(yaml), indian(`${MONDAY} 19:00`));
  await one.tick();
  await one.work();
  expect(paths()).toEqual(['/c']);
  expect(one.feeds.map(({ off }) => off)).toEqual([
    'enabled is false in the file of feeds',
    'the header X-Key needs the environment variable NO_SUCH_KEY, which is not set',
    null,
  ]);
});

test('does not take the unchanged file of the day before for that of the day', async () => {
  const one = world({ url: `${exchange.url}/newest.csv` });
  const headers = { ETag: '"1"' };
  exchange.answers.set('/newest.csv', [{ headers, body: `${MONDAY},1` }]);
  await one.passTo(`${MONDAY} 19:00`);
  exchange.answers.set('/newest.csv', [{ headers, body: `${MONDAY},1` }, '2024-10-08,2']);
  await one.passTo('2024-10-08 19:00', 60);
  expect(exchange.asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
  expect(await one.day('nse', '2024-10-08')).toMatchObject({ status: 'QUEUED', misses: 1 });
  await one.passTo('2024-10-08 19:30');
  expect(await one.day('nse', '2024-10-08')).toMatchObject({ status: 'SUCCEEDED', rows: 1 });
});

test('asks for a master on condition from week to week', async () => {
  const one = world({ dataset: 'companies', url: `${exchange.url}/EQUITY_L.csv`, days: 'weekly' });
  exchange.answers.set('/EQUITY_L.csv', [{ headers: { ETag: '"1"' }, body: 'a,1' }, 304]);
  await one.passTo('2024-10-15 12:00', 240);
  expect(exchange.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"']);
  expect(await one.day('nse', '2024-10-14')).toMatchObject({ status: 'SUCCEEDED', rows: null });
});
