/** A worker that is killed in the middle of a download or of an import: another one does it, nothing twice. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import type { Database } from '../../../src/database/database.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { withConnection } from '../../../src/database/withConnection.js';
import { Backfills } from '../../../src/market/feeds/backfills.js';
import type { FeedServices } from '../../../src/market/feeds/feedServices.js';
import { importForFeeds } from '../../../src/market/feeds/importForFeeds.js';
import { readBackfill } from '../../../src/market/feeds/readBackfill.js';
import { storeCalendar } from '../../../src/market/feeds/storeCalendar.js';
import { fetchFeed } from '../../../src/market/tasks/fetchFeed.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { Exchange, stalled, type Answer } from '../../support/feeds/exchange.js';
import { feedsFrom, forgetFeeds } from '../../support/feeds/feedWorld.js';
import { start, stopAll } from '../../support/jobs/workers.js';
import { csv, fileOf, flatBar, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';
import { eventually } from '../../support/time/eventually.js';

const DAY = '2024-10-08';

let database: Database;
let exchange: Exchange;
let child: ChildProcess | undefined;
beforeAll(async () => {
  database = await openTestDatabase();
  exchange = await Exchange.open();
  await importFolder(database.pool, await writeFolder(fileOf('companies', 'ONE,One Ltd,,,IT')), {
    today: TODAY,
  });
}, 60_000);
beforeEach(() => exchange.reset());
afterEach(async () => {
  child?.kill('SIGKILL');
  await stopAll();
  await forgetFeeds(database);
});
afterAll(async () => {
  await exchange.close();
  await removeFolders();
  await closeTestDatabases();
});

const feedUrl = () => `${exchange.url}/{date}/prices.csv`;
const bars = (close: number) =>
  csv('ticker,date,open,high,low,close,volume,value', flatBar('ONE', DAY, close));

/** Asks for the day, and starts a process whose worker gets it. */
async function begin(...answers: Answer[]): Promise<{ readonly id: number; readonly feeds: FeedServices }> {
  exchange.answers.set(`/${DAY}/prices.csv`, answers);
  const url = feedUrl();
  const feeds = feedsFrom(
    JSON.stringify({ feeds: [{ name: 'nse', dataset: 'prices', url, pause_seconds: 0 }] }),
  );
  const importFile = importForFeeds(database.pool, { onRecorded: async () => undefined });
  const calendar = await storeCalendar(database.pool);
  const id = await withConnection(database.pool, (client) =>
    inTransaction(client, () =>
      new Backfills({ feeds, most: 9 }).run(client, 'nse', DAY, calendar, NO_ACTOR),
    ),
  );
  const script = fileURLToPath(new URL('dyingWorker.js', import.meta.url));
  const args = [script, String(database.pool.options.connectionString), url];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { id, feeds: { feeds, importFile, catchUp: 5, recheck: 1, stillMs: 1000, env: {} } };
}

/** Kills the process, and lets workers of this one do what it left. */
async function goOn({ id, feeds }: Awaited<ReturnType<typeof begin>>): Promise<void> {
  child?.kill('SIGKILL');
  await start(database, [fetchFeed], { services: { feeds } });
  await eventually(async () => (await readBackfill(database.pool, id))?.status === 'SUCCEEDED');
}

const stored = async () =>
  (await database.pool.query('SELECT close::float8 AS close FROM bars WHERE superseded_in IS NULL')).rows;

test('a worker that is killed in the middle of a download', async () => {
  const begun = await begin(stalled, bars(10));
  await eventually(() => exchange.asked.length === 1);
  await goOn(begun);
  expect(exchange.asked).toHaveLength(2);
  expect(await stored()).toEqual([{ close: 10 }]);
}, 60_000);

test('a worker that is killed after an import and before it was noted', async () => {
  const begun = await begin(bars(11));
  if (!child?.stdout) throw new Error('expected the output of the process, got none');
  await once(child.stdout, 'data');
  expect(await stored()).toEqual([{ close: 11 }]);
  await goOn(begun);
  expect(await stored()).toEqual([{ close: 11 }]);
  const { rows } = await database.pool.query(
    `SELECT inserted, updated, unchanged FROM batches WHERE dataset = 'prices' ORDER BY id DESC LIMIT 2`,
  );
  expect(rows).toEqual([
    { inserted: 0, updated: 0, unchanged: 1 },
    { inserted: 0, updated: 1, unchanged: 0 },
  ]);
}, 60_000);
