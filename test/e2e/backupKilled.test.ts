/** Kills `greyoak backup` and `greyoak restore` in the middle of their work. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { MANIFEST } from '../../src/backup/manifest.js';
import { queryOnce } from '../support/database/queryOnce.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { GreyoakProcess, until } from '../support/process/greyoakProcess.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
let store: string;
const processes: GreyoakProcess[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  const market = join(folder, 'market');
  await mkdir(market);
  await writeSmallMarket(market);
  store = await createTestDatabase();
  await done(store, 'import', market);
}, 60_000);
afterEach(async () => {
  for (const process of processes.splice(0)) {
    process.kill('SIGKILL');
    await process.end();
  }
});
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (url: string, ...args: readonly string[]) => run(args, { env: { DATABASE_URL: url } });

async function done(url: string, ...args: readonly string[]): Promise<void> {
  expect(await greyoak(url, ...args)).toMatchObject({ code: 0 });
}

function start(url: string, ...args: readonly string[]): GreyoakProcess {
  const started = new GreyoakProcess(args, { DATABASE_URL: url });
  processes.push(started);
  return started;
}

/** What the connections of a command do, as the database sees it. */
const ACTIVITY = (command: string) =>
  `pg_stat_activity WHERE application_name = 'greyoak ${command}' AND datname = current_database()`;

test('a backup that is killed has no name of a backup, and is refused', async () => {
  const target = join(folder, 'killed');
  const blocking = new pg.Client({ connectionString: store });
  await blocking.connect();
  await blocking.query('BEGIN; LOCK TABLE refusals IN ACCESS EXCLUSIVE MODE');
  const process = start(store, 'backup', target);
  await until('the backup waits for the table', async () => {
    const waiting = `SELECT FROM ${ACTIVITY('backup')} AND wait_event_type = 'Lock'`;
    return (await queryOnce(store, waiting)).length > 0;
  });
  process.kill('SIGKILL');
  expect(await process.end()).toBe('SIGKILL');
  await blocking.end();
  const left = (await readdir(folder)).filter((name) => name.startsWith('killed'));
  expect(left).toEqual([expect.stringMatching(/^killed\.[0-9a-f]{8}\.partial$/)]);
  const { code, err } = await greyoak(store, 'restore', join(folder, left[0]));
  expect([code, err]).toEqual([1, expect.stringContaining(`without a file ${MANIFEST}`)]);
  await done(store, 'backup', target);
  await done(store, 'backup', target, '--verify');
}, 60_000);

test('a restore that is killed leaves an empty database, and can be done again', async () => {
  const backup = join(folder, 'backup');
  await done(store, 'backup', backup);
  const empty = await createTestDatabase();
  const process = start(empty, 'restore', backup);
  await until('it has made tables', async () => {
    const locks = `SELECT FROM ${ACTIVITY('restore')} AND
      (SELECT count(*) FROM pg_locks WHERE pg_locks.pid = pg_stat_activity.pid) > 100`;
    return (await queryOnce(empty, locks)).length > 0;
  });
  process.kill('SIGKILL');
  expect(await process.end()).toBe('SIGKILL');
  await until('its connection has ended', async () => {
    return (await queryOnce(empty, `SELECT FROM ${ACTIVITY('restore')}`)).length === 0;
  });
  expect(await queryOnce(empty, "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual(
    [],
  );
  await done(empty, 'restore', backup);
  const count = 'SELECT count(*)::int AS scores FROM scores';
  expect(await queryOnce(empty, count)).toEqual(await queryOnce(store, count));
}, 60_000);
