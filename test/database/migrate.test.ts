import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { guardPool } from '../../src/database/guardPool.js';
import { migrate } from '../../src/database/migrate.js';
import type { Tables } from '../../src/database/tables.js';
import { UserError } from '../../src/userError.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';

let db: Kysely<Tables>;
let url: string;
let folder: string;
beforeEach(async () => {
  url = await createTestDatabase();
  const pool = guardPool(new pg.Pool({ connectionString: url }));
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  folder = await temporaryFolder();
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});
afterAll(closeTestDatabases);

const recorded = async () => {
  const { rows } = await sql<{ name: string; timestamp: string }>`
    SELECT name, timestamp FROM kysely_migration ORDER BY name`.execute(db);
  return rows;
};

describe('migrate', () => {
  test('brings an empty database to the newest schema, and changes nothing the second time', async () => {
    expect((await migrate(db))[0]).toBe('0001_store');
    const before = await recorded();
    expect(await db.selectFrom('event_log').select('only_row').execute()).toEqual([{ only_row: true }]);
    expect(await migrate(db)).toEqual([]);
    expect(await recorded()).toEqual(before);
  });

  test('lets two start at once, and runs each migration once', async () => {
    const runs = await Promise.all([migrate(db), migrate(db)]);
    const names = (await recorded()).map(({ name }) => name);
    expect(names[0]).toBe('0001_store');
    expect(await db.selectFrom('event_log').select('only_row').execute()).toHaveLength(1);
    // Whoever waited for the lock found the migration done.
    expect(new Set(runs.flat())).toEqual(new Set(names));
    expect(runs.flat()).toHaveLength(names.length);
  });

  test('runs files in the order of their numbers, each in its own transaction', async () => {
    await writeFile(
      join(folder, '0002_second.sql'),
      'INSERT INTO log VALUES (2); INSERT INTO log VALUES (3);',
    );
    await writeFile(join(folder, '0001_first.sql'), 'CREATE TABLE log (value integer);');
    await writeFile(join(folder, '0003_third.sql'), 'INSERT INTO log VALUES (4); SELECT 1 / 0;');
    await writeFile(join(folder, 'notes.sql'), 'DROP TABLE log;');
    await expect(migrate(db, folder)).rejects.toThrow('migrations/0003_third.sql failed: division by zero');
    expect((await recorded()).map(({ name }) => name)).toEqual(['0001_first', '0002_second']);
    const { rows } = await sql<{ value: number }>`SELECT value FROM log ORDER BY value`.execute(db);
    expect(rows.map(({ value }) => value)).toEqual([2, 3]);
  });

  test('says what is missing where it may not write', async () => {
    const pool = guardPool(
      new pg.Pool({ connectionString: url, options: '-c default_transaction_read_only=on' }),
    );
    const readOnly = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const error = await migrate(readOnly).catch((thrown: unknown) => thrown);
    await readOnly.destroy();
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toBe(
      'Cannot bring the schema of the database up to date: cannot execute CREATE TABLE in a read-only transaction. ' +
        'Let its user create tables there, on a primary and not a replica, or fix DATABASE_URL.',
    );
  });

  test('refuses a database that a newer greyoak has migrated', async () => {
    await migrate(db);
    await sql`INSERT INTO kysely_migration VALUES ('9999_future', '2099-01-01T00:00:00.000Z')`.execute(db);
    const error = await migrate(db).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toBe(
      'The database is newer than this greyoak: it has 9999_future, which is not known here. ' +
        'Upgrade greyoak, or use another database.',
    );
  });
});
