/** Migrations as the owner, and what they grant to the role of the service. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { migrateAs } from '../../../src/database/migrateAs.js';
import { openDatabase } from '../../../src/database/openDatabase.js';
import type { DatabaseOptions, OpenDatabase } from '../../../src/database/openDatabase.js';
import { UserError } from '../../../src/userError.js';
import {
  closeTestDatabases,
  createTestDatabase,
  createTestRole,
} from '../../support/database/testDatabase.js';

/** Of the owner. */
let url: string;
/** Of a role to which the service's rights were granted. */
let role: string;
const opened: OpenDatabase[] = [];

beforeAll(async () => {
  url = await createTestDatabase();
  role = await createTestRole(url);
  await migrateAs({ connectionString: url }, [role]);
}, 60_000);
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});
afterAll(closeTestDatabases);

async function asOwner(statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function open(name: string, database = url, options: Partial<DatabaseOptions> = {}) {
  const as = new URL(database);
  as.username = encodeURIComponent(name);
  const store = await openDatabase({ url: as.href, home: '', ...options });
  opened.push(store);
  return store;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

/** All rights to tables, functions, sequences and schemas, and all policies. */
const rights = () =>
  asOwner(`SELECT oid::regclass::text AS name, relacl::text AS acl FROM pg_class WHERE relkind IN ('r', 'v', 'S')
             AND relnamespace::regnamespace::text IN ('public', 'graphile_worker')
           UNION ALL SELECT nspname, nspacl::text FROM pg_namespace
           UNION ALL SELECT oid::regprocedure::text, proacl::text FROM pg_proc WHERE proacl IS NOT NULL
           UNION ALL SELECT polrelid::regclass::text, concat(oid, polname, polroles) FROM pg_policy ORDER BY 1, 2`);

describe('migrateAs', () => {
  test('changes nothing the second time, and lets two do it at once', async () => {
    const before = await rights();
    const runs = await Promise.all([
      migrateAs({ connectionString: url }, [role]),
      migrateAs({ connectionString: url }, [role]),
    ]);
    expect(runs).toEqual([[], []]);
    expect(await rights()).toEqual(before);
  });

  test('grants again to each role that had the rights, as after a migration with a new table', async () => {
    const before = await rights();
    await asOwner(
      `REVOKE ALL ON bars, runs, graphile_worker._private_jobs FROM ${pg.escapeIdentifier(role)}`,
    );
    expect(await rights()).not.toEqual(before);
    await migrateAs({ connectionString: url }, []);
    expect(await rights()).toEqual(before);
  });

  test('takes what a role had beyond the list', async () => {
    const before = await rights();
    await asOwner(`GRANT DELETE, TRUNCATE, UPDATE (close) ON bars TO ${pg.escapeIdentifier(role)}`);
    await migrateAs({ connectionString: url }, [role]);
    expect(await rights()).toEqual(before);
  });

  test('leaves a role alone that may only read, until it is named', async () => {
    const reader = await createTestRole(url);
    await asOwner(`GRANT SELECT ON batches TO ${pg.escapeIdentifier(reader)}`);
    await migrateAs({ connectionString: url }, []);
    expect(await refusalOf(open(reader))).toContain('permission denied');
    await migrateAs({ connectionString: url }, [reader]);
    const { pool, isOwner } = await open(reader);
    expect(isOwner).toBe(false);
    expect((await pool.query('SELECT FROM runs')).rowCount).toBe(0);
  });

  test('refuses a role that does not exist, is a superuser, or can act as the owner', async () => {
    const owner = new pg.Client({ connectionString: url }).user ?? '';
    const member = await createTestRole(url, `LOGIN IN ROLE ${pg.escapeIdentifier(owner)}`);
    const superuser = await createTestRole(url, 'LOGIN SUPERUSER');
    const refused = (name: string) => refusalOf(migrateAs({ connectionString: url }, [name]));
    expect(await refused('nobody; DROP TABLE bars')).toBe(
      'Expected --role to name a role that exists, is no superuser and does not own the schema, got ' +
        '"nobody; DROP TABLE bars", which does not exist: create another one with CREATE ROLE name LOGIN PASSWORD ' +
        `'…', and name that.`,
    );
    expect(await refused(superuser)).toContain('which is a superuser');
    expect(await refused(member)).toContain('which owns the schema or is a member of its owner');
    expect(await refused(owner)).toMatch(/which (owns the schema|is a superuser)/);
  });
});

describe('openDatabase', () => {
  test('checks the schema as a role that does not own it, and changes nothing', async () => {
    const before = await rights();
    const store = await open(role, url, { refusesOwner: true });
    expect(store.isOwner).toBe(false);
    expect(await rights()).toEqual(before);
  });

  test('says what to run where the database has no schema yet', async () => {
    const empty = await createTestDatabase();
    expect(await refusalOf(open(role, empty))).toBe(
      'Expected the schema of the database to be up to date, got one that is missing or older: run "greyoak migrate ' +
        '--role NAME" with MIGRATION_DATABASE_URL as the owner of the schema, where NAME is the user of DATABASE_URL.',
    );
  });

  test.each([
    ['our migration', 'kysely_migration', 'name'],
    ['a migration of graphile-worker', 'graphile_worker.migrations', 'id'],
  ])('says what to run where %s is missing', async (_, table, key) => {
    const newest = `SELECT max(${key}) FROM ${table}`;
    const [row] = await asOwner(
      `DELETE FROM ${table} WHERE ${key} = (${newest}) RETURNING to_jsonb(${table}.*) AS row`,
    );
    try {
      expect(await refusalOf(open(role))).toContain('got one that is missing or older: run "greyoak migrate');
    } finally {
      await asOwner(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, '${JSON.stringify(row['row'])}')`,
      );
    }
  });

  test('refuses an owner where it is asked to, before it migrates', async () => {
    const empty = await createTestDatabase();
    for (const database of [url, empty]) {
      const message = await refusalOf(openDatabase({ url: database, home: '', refusesOwner: true }));
      expect(message).toMatch(
        /^Expected a user that does not own the schema, got one that does: PostgreSQL database/,
      );
      expect(message).toContain('greyoak migrate --role NAME');
    }
    const client = new pg.Client({ connectionString: empty });
    await client.connect();
    const { rows } = await client
      .query(`SELECT to_regclass('kysely_migration') AS found`)
      .finally(() => client.end());
    expect(rows).toEqual([{ found: null }]);
  });

  test('only checks the schema as an owner, where it must not migrate', async () => {
    const empty = await createTestDatabase();
    expect(await refusalOf(openDatabase({ url: empty, home: '', migrates: false }))).toContain(
      'greyoak migrate',
    );
    const store = await openDatabase({ url, home: '', migrates: false });
    opened.push(store);
    expect(store.isOwner).toBe(true);
  });
});
