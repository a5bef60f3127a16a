/** Sessions that arrive one by one, with faults of the source on the way, end in the facts that one import gives. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Database } from '../../../src/database/database.js';
import { importFeedFile } from '../../../src/market/feeds/importFeedFile.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { Exchange, half, type Answer } from '../../support/feeds/exchange.js';
import { feedsFrom, FeedWorld, indian } from '../../support/feeds/feedWorld.js';
import { csv, fileOf, flatBar, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

const SESSIONS = ['2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'];
const STOCKS = ['ONE', 'TWO', 'THREE'];
const COMPANIES = fileOf('companies', ...STOCKS.map((one) => `${one},${one} Ltd,,,IT`));

/** @param more what a wrong file adds to each price */
const lines = (day: string, more = 0) =>
  STOCKS.map((one, k) => flatBar(one, day, 10 * (k + 1) + Number(day.slice(-2)) + more));
const fileOn = (day: string, more = 0) =>
  csv('ticker,date,open,high,low,close,volume,value', ...lines(day, more));

let expected: unknown;
let database: Database;
let exchange: Exchange;
let folder: string;
beforeAll(async () => {
  exchange = await Exchange.open();
  const bulk = await openTestDatabase();
  const all = { ...COMPANIES, ...fileOf('prices', ...SESSIONS.flatMap((day) => lines(day))) };
  await importFolder(bulk.pool, await writeFolder(all), { today: TODAY });
  expected = await barsOf(bulk);
}, 60_000);
afterEach(() => exchange.reset());
afterAll(async () => {
  await exchange.close();
  await removeFolders();
  await closeTestDatabases();
});

async function barsOf({ pool }: Database): Promise<unknown> {
  const { rows } = await pool.query(
    `SELECT ticker, day, source, open, high, low, close, volume, value FROM bars JOIN stocks ON id = stock_id
     WHERE superseded_in IS NULL ORDER BY day, ticker`,
  );
  return rows;
}

/** A store with the companies, and a feed, at noon of the first session. */
async function world(place: object): Promise<FeedWorld> {
  database = await openTestDatabase();
  await importFolder(database.pool, await writeFolder(COMPANIES), { today: TODAY });
  const feed = { name: 'nse', dataset: 'prices', format: 'greyoak', pause_seconds: 0, ...place };
  const retries = { attempts: 3, first_seconds: 10 };
  const feeds = feedsFrom(JSON.stringify({ feeds: [{ ...feed, retries }] }));
  const one: FeedWorld = new FeedWorld(database, feeds, indian(`${SESSIONS[0]} 12:00`), {
    importFile: (...args) =>
      importFeedFile(database.pool, { onRecorded: async () => undefined, now: () => one.now })(...args),
  });
  return one;
}

test('over HTTP, from a source that is late, down, wrong and half written', async () => {
  const one = await world({ url: `${exchange.url}/{date}` });
  const [first, second, third, fourth, fifth] = SESSIONS;
  const answers: Readonly<Record<string, Answer[]>> = {
    [first]: [404, 404, fileOn(first)],
    [second]: [half(fileOn(second)), '<html>Sorry</html>', fileOn(second)],
    [third]: [500, 500, 500, 500, 500, 500, fileOn(third)],
    [fourth]: [fileOn(fourth, 5), fileOn(fourth)],
    [fifth]: [fileOn(fourth), fileOn(fifth)],
  };
  for (const [day, given] of Object.entries(answers)) exchange.answers.set(`/${day}`, given);
  await one.passTo('2024-10-09 12:00', 30);
  expect(await barsOf(database)).toEqual(expected);
  // The corrected day has two versions.
  const { rows } = await database.pool.query(`SELECT day::text FROM bars WHERE superseded_in IS NOT NULL`);
  expect(rows).toEqual(STOCKS.map(() => ({ day: fourth })));
});

test('out of a watched folder, with files that come late, twice and corrected', async () => {
  folder = await temporaryFolder();
  try {
    const one = await world({ folder });
    const [first, second, third, fourth, fifth] = SESSIONS;
    const put = async (at: string, name: string, content: string | Buffer) => {
      await one.passTo(at, 60);
      await writeFile(join(folder, name), content);
    };
    await put('2024-10-03 19:00', 'b.csv', fileOn(second));
    await put('2024-10-04 10:00', 'a.csv.gz', gzipSync(fileOn(first)));
    await put('2024-10-04 19:00', 'c.csv.part', fileOn(third, 9));
    await put('2024-10-07 19:00', 'd.csv', fileOn(fourth, 5));
    await put('2024-10-08 19:00', 'd.csv', fileOn(fourth));
    await put('2024-10-08 19:00', 'copy.csv', fileOn(first));
    await put('2024-10-08 20:00', 'ce.csv', csv(...fileOn(third).trim().split('\n'), ...lines(fifth)));
    await one.passTo('2024-10-09 12:00', 60);
    expect(await barsOf(database)).toEqual(expected);
    expect(await one.state('nse')).toMatchObject({ lastResult: 'SUCCEEDED', breaker: 'CLOSED' });
  } finally {
    await remove(folder);
  }
});
