import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { guardPool } from '../../../src/database/guardPool.js';
import { migrate } from '../../../src/database/migrate.js';
import type { Tables } from '../../../src/database/tables.js';
import { closeTestDatabases, createTestDatabase } from '../../support/database/testDatabase.js';
import { removeFolders, writeFolder } from '../../support/market/folder.js';

afterEach(removeFolders);
afterAll(closeTestDatabases);

test('the batches of an older store get their dataset by the name of their file', async () => {
  const pool = guardPool(new pg.Pool({ connectionString: await createTestDatabase() }));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const older = join(await writeFolder({}), 'migrations');
  await mkdir(older);
  const files = (await readdir('migrations')).filter((file) => file < '0007');
  await Promise.all(files.map((file) => cp(join('migrations', file), join(older, file))));
  await migrate(db, older);
  await pool.query(
    `INSERT INTO batches (id, file, rows_read, inserted, updated, unchanged, refused)
     SELECT id, file, 0, 0, 0, 0, 0 FROM unnest($1::text[]) WITH ORDINALITY AS known (file, id)`,
    [['calendar/nse.csv', 'holidays.csv', 'prices.csv', 'prices.csv.gz', 'events.csv.gz', 'recordBars']],
  );

  await migrate(db);
  const { rows } = await pool.query('SELECT source, dataset FROM batches ORDER BY id');
  expect(rows).toEqual([
    { source: 'calendar/nse.csv', dataset: 'holidays' },
    { source: 'holidays.csv', dataset: 'holidays' },
    { source: 'prices.csv', dataset: 'prices' },
    { source: 'prices.csv.gz', dataset: 'prices' },
    { source: 'events.csv.gz', dataset: 'events' },
    { source: 'recordBars', dataset: 'prices' },
  ]);
  await db.destroy();
});
