/**
 * A worker with the compiled code, for killed.database.test.ts. It imports files of the import format, and never comes back from
 * an import that has ended: it prints a line. Arguments: URL of the database, URL of a feed.
 */
import { openDatabase } from '../../../dist/database/openDatabase.js';
import { startWorkers } from '../../../dist/jobs/startWorkers.js';
import { importForFeeds } from '../../../dist/market/feeds/importForFeeds.js';
import { parseFeeds } from '../../../dist/market/feeds/loadFeeds.js';
import { fetchFeed } from '../../../dist/market/tasks/fetchFeed.js';

const [, , url, feedUrl] = process.argv;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const database = await openDatabase({ url, home: '' });
const importFile = importForFeeds(database.pool, { onRecorded: async () => undefined });
const feeds = {
  feeds: parseFeeds(JSON.stringify({ feeds: [{ name: 'nse', dataset: 'prices', url: feedUrl }] }), ''),
  importFile: async (...args) => {
    await importFile(...args);
    process.stdout.write('imported\n');
    return new Promise(() => undefined);
  },
  ...{ catchUp: 5, recheck: 1, stillMs: 1000, env: {} },
};
await startWorkers(database, [fetchFeed], log, { services: { feeds } });
