/** Scoring that fails half-way. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { seedSample } from '../../src/runs/seedSample.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { removeFolders, writeFolder } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import { checkEvents } from '../support/runs/eventModel.js';
import { filesOf, marketOver, sessionsFrom } from '../support/market/market.js';
import { importFiles, reportsOf, reproduced, storedDays, storedFormsOf } from '../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 62), loadSetup()]);
const market = marketOver(sessions, 'failures');

let copies: Copies;
let expected: Awaited<ReturnType<typeof storedDays>>;
beforeAll(async () => {
  copies = await Copies.of((database) => importFiles(database, filesOf(market)).then(() => undefined));
  expected = storedFormsOf(await reportsOf(await writeFolder(filesOf(market)), setup), sessions);
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

/** Makes the database raise an error at a row for which the condition holds, while the next days are scored. */
async function breakAt(database: Database, table: string, condition: string): Promise<() => Promise<void>> {
  await asOwner(
    database,
    `CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_sleep(0.1); RAISE EXCEPTION 'the disk of the test is full'; END $$;
     CREATE TRIGGER break BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW WHEN (${condition})
       EXECUTE FUNCTION break()`,
  );
  return async () => {
    await asOwner(database, `DROP TRIGGER break ON ${table}; DROP FUNCTION break`);
  };
}

/** Every run has all its scores, every current day a finished run of its day, and the log no hole. */
async function checkWhole(database: Database): Promise<void> {
  const { rows: half } = await database.pool.query(
    `SELECT id FROM runs LEFT JOIN scores ON run_id = id
     GROUP BY id HAVING count(value) <> scored OR scored = 0 OR status <> 'SUCCEEDED'`,
  );
  const { rows: lost } = await database.pool.query(
    `SELECT d.mode, d.day FROM scored_days d LEFT JOIN runs r ON r.id = run_id AND r.day = d.day
       AND coalesce(r.mode, d.mode) = d.mode AND status = 'SUCCEEDED'
     WHERE r.id IS NULL OR r.id <> (SELECT max(id) FROM runs n WHERE n.day = d.day AND coalesce(n.mode, d.mode) = d.mode)`,
  );
  const { rows: orphans } = await database.pool.query(
    `SELECT run_id FROM scores WHERE run_id NOT IN (SELECT id FROM runs)
     UNION SELECT run_id FROM sector_momentum WHERE run_id NOT IN (SELECT id FROM runs)`,
  );
  expect({ half, lost, orphans }).toEqual({ half: [], lost: [], orphans: [] });
  await checkEvents(database);
}

describe('scoring that fails half-way', () => {
  // Twenty days are one transaction: 1 to 20, 21 to 40, 41 to 60, 61 to 62.
  test.each([
    ['runs', 'NEW.id = 1', 0],
    ['runs', 'NEW.id = 33', 20],
    ['runs', 'NEW.id = 62', 60],
    ['scores', 'NEW.run_id = 40', 20],
    ['sector_momentum', 'NEW.run_id = 47', 40],
    ['scored_days', 'NEW.run_id = 21', 20],
    ['event_log', 'NEW.last_position > 500', null],
  ])(
    'leaves nothing half behind where %s breaks at %s',
    async (table, condition, stored) => {
      const database = await copies.open();
      const fix = await breakAt(database, table, condition);
      await expect(scoreSpan(database.pool, setup)).rejects.toThrow('the disk of the test is full');
      await checkWhole(database);
      const { rows } = await database.pool.query<{ runs: number }>('SELECT count(*)::int AS runs FROM runs');
      if (stored !== null) expect(rows).toEqual([{ runs: stored }]);
      expect(rows[0].runs % 20).toBe(0);

      await fix();
      const { runs, unchanged } = await scoreSpan(database.pool, setup);
      expect({ scored: runs.length, unchanged }).toEqual({
        scored: 62 - rows[0].runs,
        unchanged: rows[0].runs,
      });
      await checkWhole(database);
      expect(await storedDays(database)).toEqual(expected);
    },
    60_000,
  );

  test('says what was wrong where days that are scored again cannot be stored', async () => {
    const database = await copies.open();
    await scoreSpan(database.pool, setup);
    const before = await storedDays(database);
    // Former scores are read on the connection that stores: the error must be the cause.
    const fix = await breakAt(database, 'runs', 'NEW.id = 63');
    await expect(scoreSpan(database.pool, setup, { again: true })).rejects.toThrow(
      'the disk of the test is full',
    );
    await checkWhole(database);
    expect(await storedDays(database)).toEqual(before);
    await fix();
    expect((await scoreSpan(database.pool, setup, { again: true })).runs).toHaveLength(62);
    await checkWhole(database);
    expect((await reproduced(database)).every(({ reason }) => reason === null)).toBe(true);
  }, 60_000);

  test('stores what was handed over before a day that fails by itself, or nothing of it', async () => {
    const database = await copies.open();
    let days = 0;
    const failing = scoreSpan(database.pool, setup, {
      onDay: () => {
        if (++days === 45) throw new Error('the listener of the test fails');
      },
    });
    await expect(failing).rejects.toThrow('the listener of the test fails');
    await checkWhole(database);
    await scoreSpan(database.pool, setup);
    await checkWhole(database);
    const { rows } = await database.pool.query('SELECT count(*)::int AS days FROM scored_days');
    expect(rows).toEqual([{ days: 124 }]);
  }, 60_000);
});

describe('seedSample', () => {
  const log = { info: () => undefined };

  // One story, as scoring the sample market takes longer than all else here.
  test('completes a sample market whose import, then scoring was cut off, and then leaves it alone', async () => {
    const database = await openTestDatabase();
    const seed = () => seedSample(database.pool, setup, log);
    const fixImport = await breakAt(database, 'batches', `NEW.dataset = 'statements'`);
    await expect(seed()).rejects.toThrow('the disk of the test is full');
    await fixImport();
    const fixScoring = await breakAt(database, 'runs', 'NEW.id = 50');
    await expect(seed()).rejects.toThrow('the disk of the test is full');
    await checkWhole(database);
    await fixScoring();

    await seed();
    const { rows } = await database.pool.query<{ runs: number }>(
      `SELECT (SELECT count(*)::int FROM bars WHERE day NOT IN (SELECT day FROM scored_days)) AS unscored,
         EXISTS (SELECT FROM statements) AS statements, EXISTS (SELECT FROM company_events) AS events,
         (SELECT count(*)::int FROM runs) AS runs`,
    );
    const { runs, ...whole } = rows[0];
    expect(whole).toEqual({ unscored: 0, statements: true, events: true });
    await seed();
    const after = await database.pool.query<{ runs: number }>('SELECT count(*)::int AS runs FROM runs');
    expect(after.rows).toEqual([{ runs }]);
  }, 120_000);

  test('leaves a real market alone', async () => {
    const database = await copies.open();
    await seedSample(database.pool, setup, log);
    const { rows } = await database.pool.query('SELECT count(*)::int AS stocks FROM stocks');
    expect(rows).toEqual([{ stocks: 16 }]);
  }, 60_000);
});
