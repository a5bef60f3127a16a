/** Watched folders and commands: what is taken, and what is not yet. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../../src/database/database.js';
import { fetchFeed } from '../../../src/market/tasks/fetchFeed.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { feedsFrom, FeedWorld, forgetFeeds, indian } from '../../support/feeds/feedWorld.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await forgetFeeds(database);
  await remove(folder);
});
afterAll(closeTestDatabases);

const MONDAY = '2024-10-07';

function world(lines: Readonly<Record<string, unknown>> = { folder }) {
  const feed = { name: 'in', dataset: 'prices', ...lines };
  return new FeedWorld(database, feedsFrom(JSON.stringify({ feeds: [feed] })), indian(`${MONDAY} 12:00`));
}

const put = (name: string, text: string) => writeFile(join(folder, name), text);
/** Passes so many seconds, with a look at their end. */
async function pass(one: FeedWorld, seconds: number): Promise<void> {
  one.now = new Date(one.now.getTime() + seconds * 1000);
  await one.tick();
  await one.work();
}
const names = (one: FeedWorld) => one.importer.files.map(({ name }) => name);

test('takes a file once it stood still for a while', async () => {
  const one = world();
  await put('a.csv', `${MONDAY},1`);
  await pass(one, 0);
  await pass(one, 29);
  expect(names(one)).toEqual([]);
  await appendFile(join(folder, 'a.csv'), `\n2024-10-08,2`);
  await pass(one, 1);
  await pass(one, 29);
  expect(names(one)).toEqual([]);
  await pass(one, 1);
  expect(names(one)).toEqual(['a.csv']);
  expect(await one.day('in', MONDAY)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await one.day('in', '2024-10-08')).toMatchObject({ status: 'SUCCEEDED' });
  await pass(one, 60);
  expect(names(one)).toEqual(['a.csv']);
});

test('waits also for a file whose time of change lies in the past', async () => {
  const one = world();
  await put('a.csv', `${MONDAY},1`);
  await utimes(join(folder, 'a.csv'), 1, 1);
  await pass(one, 0);
  expect(names(one)).toEqual([]);
  await pass(one, 30);
  expect(names(one)).toEqual(['a.csv']);
});

test('leaves unfinished and empty files, folders and links', async () => {
  const one = world();
  for (const name of ['.a.csv', 'b.csv.part', 'c.tmp', 'd.crdownload', 'e.csv~'])
    await put(name, `${MONDAY},1`);
  await put('empty.csv', '');
  await mkdir(join(folder, 'sub'));
  await symlink('/etc/passwd', join(folder, 'link.csv'));
  for (const seconds of [0, 30, 60]) await pass(one, seconds);
  expect(names(one)).toEqual([]);
  await rename(join(folder, 'b.csv.part'), join(folder, 'b.csv'));
  for (const seconds of [0, 30]) await pass(one, seconds);
  expect(names(one)).toEqual(['b.csv']);
});

test('takes a corrected file, but the same bytes not again', async () => {
  const one = world();
  const taken: string[] = [];
  const step = async (name: string, text: string) => {
    await put(name, text);
    for (const seconds of [0, 30]) await pass(one, seconds);
    taken.push(...one.importer.files.splice(0).map((file) => `${file.name} ${file.bytes.toString()}`));
  };
  await step('a.csv', `${MONDAY},1`);
  await step('copy.csv', `${MONDAY},1`);
  await step('a.csv', `${MONDAY},1`);
  await step('a.csv', `${MONDAY},22`);
  // The exchange takes its correction back.
  await step('a.csv', `${MONDAY},1`);
  expect(taken).toEqual([`a.csv ${MONDAY},1`, `a.csv ${MONDAY},22`, `a.csv ${MONDAY},1`]);
});

test('says which file is refused, and takes the others', async () => {
  const one = world({ folder, max_bytes: 100 });
  await put('bad.csv', 'bad');
  await put('page.csv', '<html><body>Sorry</body></html>');
  await put('long.csv', 'x'.repeat(101));
  await put('good.csv', `${MONDAY},1`);
  for (const seconds of [0, 30, 60]) await pass(one, seconds);
  expect(names(one)).toEqual(['good.csv']);
  const { rows } = await database.pool.query(
    'SELECT name, error FROM feed_takings WHERE error IS NOT NULL ORDER BY name',
  );
  expect(rows).toEqual([
    { name: 'bad.csv', error: 'Expected rows, got "bad".' },
    { name: 'long.csv', error: expect.stringContaining('at most 100 bytes') },
    { name: 'page.csv', error: expect.stringContaining('HTML page') },
  ]);
  expect(await one.state('in')).toMatchObject({ breaker: 'CLOSED' });
});

test('tries a refused file again when it is put there again', async () => {
  const one = world();
  const { importFile } = one.importer;
  let calls = 0;
  one.importer.importFile = (...args) =>
    ++calls === 1
      ? Promise.resolve({ days: [], rows: 0, batches: [], refusedReason: 'Expected a known symbol.' })
      : importFile(...args);
  for (let times = 0; times < 3; times++) {
    await put('a.csv', `${MONDAY},1`);
    for (const seconds of [0, 30, 60]) await pass(one, seconds);
  }
  expect(calls).toBe(2);
  expect(names(one)).toEqual(['a.csv']);
});

test('leaves the files that are left when the feed is paused meanwhile', async () => {
  const one = world();
  await put('a.csv', `${MONDAY},1`);
  await put('b.csv', '2024-10-08,1');
  const { importFile } = one.importer;
  one.importer.importFile = async (...args) => {
    await database.pool.query('UPDATE feeds SET paused = true');
    return importFile(...args);
  };
  for (const seconds of [0, 30]) await pass(one, seconds);
  expect(names(one)).toEqual(['a.csv']);
  await database.pool.query('UPDATE feeds SET paused = false');
  await pass(one, 60);
  expect(names(one)).toEqual(['a.csv', 'b.csv']);
});

test('says that the folder is missing, and goes on when it is there', async () => {
  const one = world({ folder: join(folder, 'later') });
  await pass(one, 0);
  expect(await one.state('in')).toMatchObject({
    lastResult: 'FAILED',
    lastError: expect.stringMatching(/^Expected to read the folder .*ENOENT/),
  });
  await mkdir(join(folder, 'later'));
  await writeFile(join(folder, 'later', 'a.csv'), `${MONDAY},1`);
  for (const seconds of [60, 30]) await pass(one, seconds);
  expect(names(one)).toEqual(['a.csv']);
});

test('goes on with the file at which a worker ended', async () => {
  const one = world();
  await put('a.csv', `${MONDAY},1`);
  await put('b.csv', `2024-10-08,1`);
  await one.tick();
  one.now = new Date(one.now.getTime() + 30_000);
  await one.tick();
  const payload = await one.take();
  if (payload === null) throw new Error('expected a job');
  const { importFile } = one.importer;
  let calls = 0;
  one.importer.importFile = (...args) => {
    if (++calls === 2) throw Object.assign(new Error('Connection terminated'), { code: '57P01' });
    return importFile(...args);
  };
  await expect(fetchFeed.run(payload, one.job('5'))).rejects.toThrow('Connection terminated');
  await fetchFeed.run(payload, one.job('5'));
  expect(names(one)).toEqual(['a.csv', 'b.csv']);
});

describe('a command', () => {
  const shell = (script: string, more = {}) =>
    world({
      command: ['/bin/sh', '-c', script, 'sh', '{date:ddMMMyyyy}'],
      timeout_seconds: 1,
      pause_seconds: 0,
      ...more,
    });
  const outcome = async (one: FeedWorld) => {
    one.now = indian(`${MONDAY} 19:00`);
    await one.tick();
    await one.work();
    return one.day('in', MONDAY);
  };

  test('writes the file to its output, and gets the day and the variables that it may have', async () => {
    process.env['FEED_TEST_TOKEN'] = 'token';
    process.env['FEED_TEST_SECRET'] = 'secret';
    const one = shell(`echo ${MONDAY},$1$FEED_TEST_TOKEN$FEED_TEST_SECRET`, {
      environment: ['FEED_TEST_TOKEN'],
    });
    // The variable was read when the feeds were.
    expect(one.feeds[0].off).toMatch(/FEED_TEST_TOKEN, which is not set/);
    const feeds = one.feeds.map((feed) => ({ ...feed, off: null }));
    const other = new FeedWorld(database, feeds, one.now);
    expect(await outcome(other)).toMatchObject({ status: 'SUCCEEDED', rows: 1 });
    expect(other.importer.rows.get(MONDAY)).toBe('07OCT2024token');
  });

  test.each([
    [
      'fails',
      'echo first >&2; echo "no token" >&2; exit 3',
      /^Expected \/bin\/sh to end with code 0, but it ended with code 3: no token$/,
    ],
    ['is killed', 'kill -9 $$', /was ended by SIGKILL/],
    ['writes too much', 'yes', /at most 1000 bytes/],
    ['hangs, with what it started', 'sleep 77.7 | cat', /to end within 1 s/],
    ['leaves a process behind that holds its output', 'setsid sleep 3 & echo 1', /to end within 1 s/],
  ])('takes nothing of one that %s', async (_name, script, reason) => {
    const one = shell(script, { max_bytes: 1000 });
    expect(await outcome(one)).toMatchObject({
      status: 'QUEUED',
      attempts: 1,
      error: expect.stringMatching(reason),
    });
    const left = execFileSync('ps', ['-eo', 'args']).toString();
    expect(left).not.toContain('sleep 77.7');
  });

  test('has no file yet where it writes nothing', async () => {
    expect(await outcome(shell('true'))).toMatchObject({ status: 'QUEUED', attempts: 0, misses: 1 });
  });

  test.each([
    ['/no/such/program', ''],
    ['/etc/passwd/program', ''],
    ['/bin/echo', 'x'.repeat(300_000)],
  ])('says that %s cannot be started', async (program, argument) => {
    const command = argument === '' ? [program] : [program, argument];
    expect(await outcome(world({ command, pause_seconds: 0 }))).toMatchObject({
      status: 'QUEUED',
      attempts: 1,
      error: expect.stringMatching(`^Expected to start ${program}: `),
    });
  });

  test('does not tell the secrets that it prints', async () => {
    const feeds = shell('echo "no access for $FEED_TEST_TOKEN" >&2; exit 1', {
      environment: ['FEED_TEST_TOKEN'],
    }).feeds.map((feed) => ({ ...feed, off: null }));
    const one = new FeedWorld(database, feeds, indian(`${MONDAY} 12:00`), {
      env: { ...process.env, FEED_TEST_TOKEN: 'zebra-77' },
    });
    expect(await outcome(one)).toMatchObject({
      error: 'Expected /bin/sh to end with code 0, but it ended with code 1: no access for [redacted]',
    });
  });
});

test('refuses a file that ends each of its workers', async () => {
  const one = world();
  await put('a.csv', `${MONDAY},1`);
  await one.tick();
  one.now = new Date(one.now.getTime() + 30_000);
  await one.tick();
  // As a worker that was killed leaves it.
  await database.pool.query('UPDATE feed_files SET tries = 5');
  await one.work();
  expect(names(one)).toEqual([]);
  expect(await one.state('in')).toMatchObject({
    lastError:
      'a.csv: Expected to import it, but its worker ended 5 times: import it by hand, and see the log.',
  });
});
