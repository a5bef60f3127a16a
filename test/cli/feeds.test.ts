/** greyoak feeds and greyoak backfill, with files of the import format from a local exchange. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from '../../src/cli/exitCodes.js';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { Exchange } from '../support/feeds/exchange.js';
import { forgetFeeds } from '../support/feeds/feedWorld.js';
import { csv, fileOf, flatBar } from '../support/market/folder.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let database: Database;
let exchange: Exchange;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openTestDatabase();
  exchange = await Exchange.open();
  const feed = { dataset: 'prices', pause_seconds: 0, retries: { attempts: 1 } };
  const feeds = [
    { ...feed, name: 'nse', url: `${exchange.url}/{date}/prices.csv` },
    { ...feed, name: 'off', enabled: false, folder: '/in' },
    {
      name: 'companies',
      dataset: 'companies',
      url: `${exchange.url}/companies.csv`,
      days: 'any',
      pause_seconds: 0,
    },
  ];
  await writeFile(join(folder, 'feeds.yaml'), JSON.stringify({ feeds }));
}, 60_000);
beforeEach(() => exchange.reset());
afterEach(() => forgetFeeds(database));
afterAll(async () => {
  await exchange.close();
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (line: string) =>
  run(line.split(' '), {
    env: {
      DATABASE_URL: String(database.pool.options.connectionString),
      FEEDS_FILE: join(folder, 'feeds.yaml'),
    },
  });
const bars = (day: string) =>
  csv('ticker,date,open,high,low,close,volume,value', flatBar('ONE', day, 10 + Number(day.slice(-1))));

test('runs a feed, fills a span, scores what they touch, and lists what became of it', async () => {
  exchange.answers.set('/companies.csv', [
    fileOf('companies', 'ONE,One Ltd,,,IT')['companies.csv'] as string,
  ]);
  for (const day of ['2024-10-07', '2024-10-08']) exchange.answers.set(`/${day}/prices.csv`, [bars(day)]);
  expect(await greyoak('feeds run companies')).toMatchObject({
    code: EXIT.DONE,
    out: expect.stringMatching(
      /^Backfill \d+ of companies, \S+: 1 days? ended, 1 taken, 0 unchanged, 0 failed\.\n/,
    ),
  });
  const filled = await greyoak('backfill --from 2024-10-05 --to 2024-10-09 --feed nse');
  expect(filled.code).toBe(EXIT.FAILED);
  expect(filled.out).toMatch(/: 3 days ended, 2 taken, 0 unchanged, 1 failed\.\n/);
  expect(filled.out).toMatch(/nse +2024-10-09 +FAILED +The file is not there yet: .* answers 404\./);
  // One stock with two bars is too little for a score.
  expect(filled.out).toMatch(/0 of 2 sessions scored/);
  const { out } = await greyoak('feeds');
  expect(out.split('\n').map((line) => line.split(/ {2,}/).slice(0, 4))).toEqual([
    ['Name', 'Dataset', 'State', 'Schedule'],
    ['nse', 'prices', 'works', '19:00 on sessions'],
    ['off', 'prices', 'off', 'watched each minute'],
    ['companies', 'companies', 'works', '19:00 on each day'],
    [''],
  ]);
}, 60_000);

test('pauses and resumes a feed', async () => {
  expect(await greyoak('feeds pause nse')).toEqual({
    code: EXIT.DONE,
    out: '',
    err: 'The feed nse is paused.\n',
  });
  expect((await greyoak('feeds')).out).toMatch(/nse +prices +paused/);
  expect((await greyoak('feeds run nse --date 2024-10-07')).err).toContain(
    'The feed nse is paused: resume it first',
  );
  expect((await greyoak('feeds resume nse')).err).toBe('The feed nse goes on.\n');
  const { rows } = await database.pool.query<{ action: string }>(
    `SELECT action FROM audit_entries WHERE action ~ '^(FEED|BACKFILL)' ORDER BY id`,
  );
  expect(rows.map(({ action }) => action).slice(-2)).toEqual(['FEED_PAUSED', 'FEED_RESUMED']);
  expect(rows.filter(({ action }) => action === 'BACKFILL_STARTED').length).toBeGreaterThanOrEqual(2);
});

test.each([
  ['feeds run nobody', EXIT.FAILED, 'Expected the name of a feed, got "nobody": nse, off, companies.'],
  ['feeds pause nobody', EXIT.FAILED, 'Expected the name of a feed, got "nobody"'],
  ['feeds run off', EXIT.FAILED, 'The feed off is off: enabled is false in the file of feeds.'],
  ['feeds run nse --date 1/2/2024', EXIT.FAILED, 'Expected a date such as 2024-10-08'],
  ['backfill --from 2024-10-09 --to 2024-10-08', EXIT.FAILED, 'Expected from on or before to'],
  ['backfill --from 2024-10-09', EXIT.USAGE, "required option '--to <date>' not specified"],
  ['feeds walk', EXIT.USAGE, 'expected one of run, pause, resume'],
])('refuses %s', async (line, code, message) => {
  const got = await greyoak(line);
  expect([got.code, got.out]).toEqual([code, '']);
  expect(got.err).toContain(message);
});
