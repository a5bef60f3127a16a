/** Where the market return of a day is taken from, and that a change of it is told. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { marketReturnWarning } from '../../src/runs/marketReturnWarning.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fileOf, removeFolders } from '../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom } from '../support/market/market.js';
import { importFiles } from '../support/runs/store.js';
import { logged, queueIsIdle, startWorker, stopWorkers } from '../support/runs/workers.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 130), loadSetup()]);
/** The first session with a close of the index 126 sessions before. */
const [FIRST, SECOND, THIRD, FOURTH] = sessions.slice(126);
const indexBar = (date: string) => `NIFTY 50,${date},100,101,99,100`;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  // The index has no bar of the second session from the end on.
  const indices = sessions.filter((date) => date < THIRD).map(indexBar);
  await importFiles(database, filesOf({ ...marketOver(sessions, 'index'), indices }));
}, 60_000);
afterAll(async () => {
  await stopWorkers();
  await closeTestDatabases();
  await removeFolders();
});

const kept = async () => {
  const { rows } = await database.pool.query(
    'SELECT runs.day::text, market_return FROM runs JOIN served_days ON run_id = runs.id AND served_days.mode = $1 ORDER BY 1',
    ['TRADER'],
  );
  return rows.map(({ day, market_return }: Record<string, unknown>) => [day, market_return]);
};

test('a run keeps it, and a change between two sessions is told once', async () => {
  const span = async (from: typeof FIRST, to: typeof FIRST) =>
    (await scoreSpan(database.pool, setup, { from, to })).marketReturnChanges;
  expect(await span(sessions[125], SECOND)).toEqual([{ date: FIRST, former: 'UNIVERSE', now: 'INDEX' }]);
  const ended = { date: THIRD, former: 'INDEX', now: 'UNIVERSE' } as const;
  // The session before was scored by an earlier call.
  expect(await span(THIRD, FOURTH)).toEqual([ended]);
  expect(await span(THIRD, FOURTH)).toBeUndefined();
  expect(await kept()).toEqual([
    [sessions[125], 'UNIVERSE'],
    [FIRST, 'INDEX'],
    [SECOND, 'INDEX'],
    [THIRD, 'UNIVERSE'],
    [FOURTH, 'UNIVERSE'],
  ]);
  expect(marketReturnWarning(ended)).toBe(
    `from ${THIRD} on, the market return is the mean of all scored stocks, before it was the index: ` +
      'record the missing bars of the index',
  );
}, 60_000);

test('a worker warns of it in its log', async () => {
  await importFiles(database, fileOf('indices', indexBar(FOURTH)));
  await startWorker(database, setup, { daysPerJob: 1000 });
  await queueIsIdle(database);
  expect(logged).toContain(
    `from ${FOURTH} on, the market return is the index, before it was the mean of all scored stocks`,
  );
}, 60_000);
