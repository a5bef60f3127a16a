/** Columns that a migration added to features are filled in place, before anything else is computed. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { updateFeatures } from '../../../src/market/store/updateFeatures.js';
import { loadSetup, type ScoringSetup } from '../../../src/runs/scoringSetup.js';
import { queueUnfilled } from '../../../src/runs/queueUnfilled.js';
import { scoreSpan } from '../../../src/runs/scoreSpan.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { removeFolders } from '../../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom } from '../../support/market/market.js';
import { importFiles } from '../../support/runs/store.js';
import { queueIsIdle, startWorker, stopWorkers } from '../../support/runs/workers.js';

let setup: ScoringSetup;
let database: Database;
beforeAll(async () => {
  setup = await loadSetup();
  database = await openTestDatabase();
  // 64 bars fill the shorter horizon only.
  await importFiles(database, filesOf(marketOver(await sessionsFrom('2024-05-02', 70))));
  await scoreSpan(database.pool, setup);
});
afterEach(async () => {
  await stopWorkers();
  await removeFolders();
});
afterAll(closeTestDatabases);

interface State {
  readonly features: readonly unknown[];
  readonly runs: number;
}

async function state(): Promise<State> {
  const { rows: features } = await database.pool.query(
    'SELECT * FROM features ORDER BY stock_id, day, recorded_in',
  );
  const { rows: runs } = await database.pool.query('SELECT FROM runs');
  return { features, runs: runs.length };
}

/** Leaves the store as the migration does. */
async function unfill(): Promise<void> {
  await asOwner(database, 'UPDATE features SET ret_63_21d = NULL, ret_126_21d = NULL');
  await database.pool.query(
    'INSERT INTO features_to_fill SELECT DISTINCT stock_id FROM features WHERE superseded_in IS NULL',
  );
}

const noted = async () => (await database.pool.query('SELECT FROM features_to_fill')).rowCount;

test('the columns become what they are from scratch; no row is superseded, and no day is due', async () => {
  const before = await state();
  expect(
    before.features.filter((row) => (row as { ret_63_21d: unknown }).ret_63_21d !== null).length,
  ).toBeGreaterThan(9);
  await unfill();
  expect(await state()).not.toEqual(before);
  expect(await updateFeatures(database.pool)).toEqual({ stocks: 0, rows: 0 });
  expect(await state()).toEqual(before);
  expect(await noted()).toBe(0);
  expect(await scoreSpan(database.pool, setup)).toEqual({ sessions: 70, runs: [], unchanged: 70 });
});

test('what was not filled when it was stopped is filled the next time', async () => {
  const before = await state();
  await unfill();
  await asOwner(database, 'ALTER TABLE features ADD CONSTRAINT refuse CHECK (ret_63_21d IS NULL) NOT VALID');
  await expect(updateFeatures(database.pool)).rejects.toThrow('violates check constraint "refuse"');
  expect(await noted()).toBeGreaterThan(0);
  await asOwner(database, 'ALTER TABLE features DROP CONSTRAINT refuse');
  await updateFeatures(database.pool);
  expect(await state()).toEqual(before);
});

test('a worker of a service that starts fills them where no session is due', async () => {
  expect(await queueUnfilled(database.pool)).toBe(false);
  const before = await state();
  await unfill();
  expect(await queueUnfilled(database.pool)).toBe(true);
  await startWorker(database, setup);
  await queueIsIdle(database);
  expect(await noted()).toBe(0);
  expect(await state()).toEqual(before);
});
