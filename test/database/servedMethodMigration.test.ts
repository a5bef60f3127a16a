/** Migration 0008 of a store in which days were scored by two methods. */
import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { guardPool } from '../../src/database/guardPool.js';
import { migrate } from '../../src/database/migrate.js';
import type { Tables } from '../../src/database/tables.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));

let pool: pg.Pool;
let db: Kysely<Tables>;
let folder: string;
beforeEach(async () => {
  pool = guardPool(new pg.Pool({ connectionString: await createTestDatabase() }));
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  folder = await temporaryFolder();
  const older = (await readdir(MIGRATIONS)).filter((file) => file < '0008');
  for (const file of older) await copyFile(join(MIGRATIONS, file), join(folder, file));
  await migrate(db, folder);
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});
afterAll(closeTestDatabases);

/** By id: the day, and the method. Run 3 supersedes run 2, and run 5 is a newer version of greyoak-1.1. */
const RUNS = [
  [1, '2024-10-07', 'b'],
  [2, '2024-10-08', 'a'],
  [3, '2024-10-08', 'b'],
  [4, '2024-10-09', 'b'],
  [5, '2024-10-10', 'c'],
  [6, '2024-10-11', 'a'],
] as const;

async function populate(): Promise<void> {
  await pool.query(`
    INSERT INTO stocks (ticker) VALUES ('TCS.NS'), ('INFY.NS');
    INSERT INTO sectors VALUES (1, 'it');
    INSERT INTO sector_files VALUES ('s', '');
    INSERT INTO methods VALUES ('a', 'greyoak-1.0', 'production', ''), ('b', 'greyoak-1.1', 'production', ''),
      ('c', 'greyoak-1.1', 'production', '')`);
  for (const [id, day, hash] of RUNS) {
    await pool.query(
      `INSERT INTO runs (id, day, status, read_batch, method_hash, sectors_hash, code_version, last_position)
       VALUES ($1, $2, 'SUCCEEDED', 1, $3, 's', '0', $1::int4)`,
      [id, day, hash],
    );
  }
  await pool.query(`
    INSERT INTO scores
    SELECT runs.id, stock, day, one, 'HOLD', NULL, CASE WHEN stock = 1 AND one = 'TRADER' THEN runs.id END,
      ${Array.from({ length: 6 }, () => 0).join(', ')}, ${Array.from({ length: 6 }, () => 'NULL').join(', ')},
      1, 0, 40 + runs.id, NULL, ${Array.from({ length: 16 }, () => 0).join(', ')}, 'HHHHHHH'
    FROM runs, unnest(enum_range(NULL::mode)) one, generate_series(1, 2) stock`);
  await pool.query(`
    INSERT INTO scored_days
    SELECT one, day, max(id), 1 + max(id) FROM runs, unnest(enum_range(NULL::mode)) one GROUP BY one, day;
    UPDATE event_log SET last_position = 6`);
}

/** What readers join, as long as there is no view. */
const BEFORE = { days: 'scored_days', scores: 'scores JOIN scored_days USING (mode, day, run_id)' };
const AFTER = { days: 'served_days', scores: 'current_scores' };

async function answers({ days, scores }: typeof BEFORE): Promise<unknown> {
  const select = async (text: string) => (await pool.query<Record<string, unknown>>(text)).rows;
  return {
    days: await select(`SELECT mode, day::text, run_id, valid_batch FROM ${days} ORDER BY day, mode`),
    history: await select(
      `SELECT run_id, stock_id, mode, day::text, value, position FROM ${scores} ORDER BY day, mode, stock_id`,
    ),
    former: await select(
      `SELECT stocks.id, last.* FROM stocks, LATERAL (
         SELECT run_id, value FROM scores WHERE stock_id = stocks.id AND mode = 'INVESTOR' AND day < '2024-10-11'
           AND run_id = (SELECT run_id FROM ${days} d WHERE d.mode = scores.mode AND d.day = scores.day)
         ORDER BY day DESC LIMIT 1
       ) AS last ORDER BY 1`,
    ),
    log: await select('SELECT epoch, last_position FROM event_log'),
  };
}

describe('the migration to a served method', () => {
  test('answers the same before and after, and serves the method of most current days', async () => {
    await populate();
    const before = await answers(BEFORE);
    expect(await migrate(db)).toContain('0008_served_method');
    expect(await answers(AFTER)).toEqual(before);
    expect(await db.selectFrom('served_method').select('name').execute()).toEqual([{ name: 'greyoak-1.1' }]);
    const kept = await db.selectFrom('scored_days').select('method').distinct().execute();
    expect(kept).toEqual([{ method: 'greyoak-1.1' }]);
  });

  test('leaves room for scores of the other method', async () => {
    await populate();
    const before = await answers(BEFORE);
    await migrate(db);
    await pool.query(
      `INSERT INTO scored_days (method, mode, day, run_id, valid_batch)
       VALUES ('greyoak-1.0', 'TRADER', '2024-10-08', 2, 9)`,
    );
    expect(await answers(AFTER)).toEqual(before);
    await pool.query(`UPDATE served_method SET name = 'greyoak-1.0'`);
    const { rows } = await pool.query('SELECT run_id, stock_id, value FROM current_scores ORDER BY stock_id');
    expect(rows).toEqual([
      { run_id: 2, stock_id: 1, value: expect.anything() as unknown },
      { run_id: 2, stock_id: 2, value: expect.anything() as unknown },
    ]);
  });

  test('serves no method where nothing was scored', async () => {
    await migrate(db);
    expect(await db.selectFrom('served_method').selectAll().execute()).toEqual([]);
    expect(await answers(AFTER)).toMatchObject({ days: [], history: [] });
  });
});
