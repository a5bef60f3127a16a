/**
 * A store that an early version of the program made (commit 8400a06, migrations up to 0005): some companies of the
 * sample market, three days scored by greyoak-1.1, and the last one also by 1.0 after a correction of two bars. Of the
 * features it has those of the scored days.
 */
import { readdir, readFile, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { guardPool } from '../../../src/database/guardPool.js';
import { migrate } from '../../../src/database/migrate.js';
import { openDatabase } from '../../../src/database/openDatabase.js';
import type { Tables } from '../../../src/database/tables.js';
import { reproduceSpan } from '../../../src/runs/reproduce/reproduceSpan.js';
import type { ReproducedRun } from '../../../src/runs/reproduce/reproduceRun.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { closeTestDatabases, createTestDatabase } from '../../support/database/testDatabase.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations/', import.meta.url));
const STORE = new URL('./storeOfMigration0005.jsonl.gz', import.meta.url);
/** Tables that others refer to. */
const FIRST = ['batches', 'stocks', 'methods', 'sector_files', 'sectors', 'runs'];

afterAll(closeTestDatabases);

test('runs that an early version stored reproduce after all migrations, with their hashes', async () => {
  const url = await createTestDatabase();
  await makeStore(url);
  const { pool, close } = await openDatabase({ url, home: '' });
  try {
    const runs: ReproducedRun[] = [];
    await reproduceSpan(pool, '2026-06-25' as IsoDate, '2026-06-30' as IsoDate, (run) => runs.push(run));
    expect(runs.map(({ compared, reason, differences }) => ({ compared, reason, differences }))).toEqual(
      Array.from({ length: 4 }, () => ({ compared: 38, reason: null, differences: [] })),
    );
    expect(runs.map(({ run }) => Object.keys(run.notScored))).toEqual(
      Array.from({ length: 4 }, () => ['NOGROUP.NS']),
    );
  } finally {
    await close();
  }
}, 60_000);

/** Makes the store as the early version left it. Opening it applies the other migrations. */
async function makeStore(url: string): Promise<void> {
  const pool = guardPool(new pg.Pool({ connectionString: url }));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const folder = await temporaryFolder();
  const older = (await readdir(MIGRATIONS)).filter((file) => file < '0006');
  for (const file of older) await copyFile(join(MIGRATIONS, file), join(folder, file));
  await migrate(db, folder);
  await rm(folder, { recursive: true });
  await fill(pool);
  await db.destroy();
}

/** Fills the tables with the rows of the file: JSON, one a line, each table after a line "# name". */
async function fill(pool: pg.Pool): Promise<void> {
  const tables = new Map<string, string[]>();
  let rows: string[] = [];
  for (const line of gunzipSync(await readFile(STORE))
    .toString()
    .trimEnd()
    .split('\n')) {
    if (line.startsWith('# ')) tables.set(line.slice(2), (rows = []));
    else rows.push(line);
  }
  await pool.query('DELETE FROM event_log');
  for (const table of new Set([...FIRST, ...tables.keys()])) {
    await pool.query(
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
       SELECT (jsonb_populate_record(NULL::${table}, stored)).* FROM unnest($1::jsonb[]) AS given (stored)`,
      [tables.get(table)],
    );
  }
}
