/** Scoring that takes the place of queued jobs. */
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { enqueue } from '../../src/jobs/enqueue.js';
import { readJobs } from '../../src/jobs/readJobs.js';
import { outdatedJob, queueOutdated, queueRest } from '../../src/runs/outdatedJob.js';
import { scoreOutdated } from '../../src/runs/scoreOutdated.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { removeFolders } from '../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom } from '../support/market/market.js';
import { importFiles } from '../support/runs/store.js';
import { startWorker, stopWorker, stopWorkers } from '../support/runs/workers.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 12), loadSetup()]);

afterEach(async () => {
  await stopWorkers();
  await removeFolders();
});
afterAll(closeTestDatabases);

test.each([{ queue: false }, { queue: true }])(
  'takes the jobs that it has done from the queue (made: $queue), and keeps jobs that were added meanwhile or are not due',
  async ({ queue }) => {
    const database = await openTestDatabase();
    const { pool } = database;
    if (queue) await stopWorker(await startWorker(database, setup));
    await importFiles(database, filesOf(marketOver(sessions, 'outdated')));
    const client = await pool.connect();
    await queueRest(client, { from: sessions[3] });
    const due = new Date('2099-01-01T00:00:00Z');
    await enqueue(client, outdatedJob, {}, { key: 'close 2099-01-01', due });
    const keys = async () => (await readJobs(pool)).map(({ key }) => key).sort();
    expect(await keys()).toEqual(['close 2099-01-01', 'rescore_outdated', 'rescore_outdated rest']);

    let replaced: Promise<void> | undefined;
    const scored = await scoreOutdated(pool, setup, {
      // Another import, after the facts were read.
      onProgress: () => {
        replaced ??= queueOutdated(client);
      },
    });
    await replaced;
    client.release();
    expect(scored?.runs.map(({ day }) => day)).toEqual(sessions);
    expect(await keys()).toEqual(['close 2099-01-01', 'evaluate_alerts', 'rescore_outdated']);
  },
  30_000,
);

test('takes the jobs from the queue also if there are no prices to score', async () => {
  const database = await openTestDatabase();
  await importFiles(database, filesOf({ companies: marketOver(sessions).companies ?? [] }));
  expect(await scoreOutdated(database.pool, setup)).toBeNull();
  expect(await readJobs(database.pool)).toEqual([]);
});
