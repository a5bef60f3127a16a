import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import { afterAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { migrateTo } from '../../src/backup/migrateTo.js';
import { readManifest } from '../../src/backup/readManifest.js';
import { guardPool } from '../../src/database/guardPool.js';
import { readMigrations } from '../../src/database/readMigrations.js';
import { inTransaction } from '../../src/database/transaction.js';
import { withConnection } from '../../src/database/withConnection.js';
import { queryOnce } from '../support/database/queryOnce.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

/** The oldest schema of which there are backups. */
const OLDEST = '0016_exports';

afterAll(closeTestDatabases);

const migrationsIn = async (url: string): Promise<string[]> =>
  (await queryOnce<{ name: string }>(url, 'SELECT name FROM kysely_migration ORDER BY name')).map(
    ({ name }) => name,
  );

test('a backup of an older schema does not migrate it, and is migrated once it is restored', async () => {
  const migrations = await readMigrations();
  const names = Object.keys(migrations);
  const url = await createTestDatabase();
  const pool = guardPool(new pg.Pool({ connectionString: url }));
  await withConnection(pool, (client) => inTransaction(client, () => migrateTo(client, migrations, OLDEST)));
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  await pool.query(`INSERT INTO stocks (ticker) VALUES ('OLD.NS')`);
  await pool.end();
  const folder = await temporaryFolder();
  const backup = join(folder, 'backup');
  expect(await run(['backup', backup], { env: { DATABASE_URL: url } })).toMatchObject({ code: 0, err: '' });
  const older = names.slice(0, names.indexOf(OLDEST) + 1);
  expect(await migrationsIn(url)).toEqual(older);
  expect((await readManifest(backup)).migrations).toEqual(older);
  const restored = await createTestDatabase();
  const { code, out } = await run(['restore', backup], { env: { DATABASE_URL: restored } });
  const newer = names.slice(older.length);
  expect(code).toBe(0);
  expect(out.includes(`Migrations run: ${newer.join(', ')}.`)).toBe(newer.length > 0);
  expect(await migrationsIn(restored)).toEqual(names);
  expect(await queryOnce(restored, 'SELECT id, ticker FROM stocks')).toEqual([{ id: 1, ticker: 'OLD.NS' }]);
  await remove(folder);
}, 60_000);
