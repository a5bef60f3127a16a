/** What the role of the service may do with each table, and what PostgreSQL refuses to it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { GRANTS } from '../../../src/database/roles/grants.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

const FORBIDDEN = '42501';

/** Returns the code with which the service is refused, or undefined. */
async function refusalOf(statement: string): Promise<string | undefined> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(statement);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function columnsOf(table: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped',
    [table],
  );
  return rows.map(({ name }) => name);
}

/** The columns that an UPDATE may set by the list. */
function updatable(privileges: string, columns: readonly string[]): readonly string[] {
  const named = /UPDATE \(([^)]*)\)/.exec(privileges)?.[1];
  if (named !== undefined) return named.split(', ');
  return /UPDATE/.test(privileges) ? columns : [];
}

test('lists each table and view of the migrations, and nothing else', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(GRANTS).sort());
});

test('lists facts and features as rows of which only superseded_in changes', async () => {
  for (const [table, privileges] of Object.entries(GRANTS)) {
    if ((await columnsOf(table)).includes('superseded_in')) {
      // Columns that a migration adds to features are filled in place.
      const filled = table === 'features' ? ', ret_63_21d, ret_126_21d' : '';
      expect([table, privileges]).toEqual([table, `SELECT, INSERT, UPDATE (superseded_in${filled})`]);
    }
  }
});

test.each(['scores', 'batches', 'audit_entries', 'audit_chain'] as const)(
  'lists %s as rows that stay as they were stored',
  (table) => {
    expect(GRANTS[table]).toBe('SELECT, INSERT');
  },
);

describe.each(Object.entries(GRANTS))('the role of the service, for %s', (table, privileges) => {
  // None of these statements changes a row. PostgreSQL checks the right to it before it looks for one.
  const allowed = (verb: string) => new RegExp(`\\b${verb}\\b`).test(privileges);

  test('reads, adds and deletes as listed', async () => {
    const given = await givenColumnsOf(table);
    const statements = {
      SELECT: `SELECT FROM ${table} LIMIT 0`,
      INSERT: `INSERT INTO ${table} (${given}) OVERRIDING SYSTEM VALUE SELECT ${given} FROM ${table} WHERE false`,
      DELETE: `DELETE FROM ${table} WHERE false`,
    };
    const found: Record<string, string | undefined> = {};
    const expected: Record<string, string | undefined> = {};
    for (const [verb, statement] of Object.entries(statements)) {
      found[verb] = await refusalOf(statement);
      expected[verb] = allowed(verb) ? undefined : FORBIDDEN;
    }
    expect(found).toEqual(expected);
  });

  test('sets no column but those that are listed', async () => {
    const columns = await columnsOf(table);
    const set: string[] = [];
    for (const column of columns) {
      const code = await refusalOf(`UPDATE ${table} SET "${column}" = NULL WHERE false`);
      // 428C9: a column that PostgreSQL generates takes nothing but DEFAULT, which it says before it checks rights.
      if (code === undefined) set.push(column);
      else expect([FORBIDDEN, '428C9']).toContain(code);
    }
    const generated = await generatedOf(table);
    expect(set.sort()).toEqual(
      [...updatable(privileges, columns)].filter((column) => !generated.includes(column)).sort(),
    );
  });

  test('empties, changes, locks and drops nothing', async () => {
    for (const statement of [
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} ADD mine integer`,
      `CREATE TRIGGER mine BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION notify_of_commit()`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table} OWNER TO CURRENT_USER`,
    ]) {
      const code = await refusalOf(statement);
      // 42809: the statement does not apply to views.
      expect([statement, code]).toEqual([statement, expect.stringMatching(/^(42501|42809)$/)]);
    }
  });
});

/** Returns the columns that are not computed from others. */
async function givenColumnsOf(table: string): Promise<string> {
  const { rows } = await database.pool.query<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
     WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0].names;
}

async function generatedOf(table: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::text::regclass AND attnum > 0 AND (attidentity = 'a' OR attgenerated <> '')`,
    [table],
  );
  return rows.map(({ name }) => name);
}

test('makes no tables, functions, schemas or roles, and becomes no other role', async () => {
  for (const statement of [
    'CREATE TABLE mine (one integer)',
    'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
    'CREATE SCHEMA mine',
    'CREATE ROLE mine',
    'DROP FUNCTION analyze_tables',
    `SELECT setval('runs_id_seq', 1)`,
    'INSERT INTO graphile_worker.migrations (id) VALUES (999)',
    'ALTER TABLE graphile_worker._private_jobs DISABLE ROW LEVEL SECURITY',
    `DO $$ BEGIN EXECUTE format('SET ROLE %I', (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'scores')); END $$`,
  ]) {
    expect([statement, await refusalOf(statement)]).toEqual([statement, FORBIDDEN]);
  }
});

test('has tables analyzed, of our schema only', async () => {
  expect(await refusalOf(`SELECT analyze_tables('{bars,scores}')`)).toBeUndefined();
  // Names are quoted, and found in our schema alone.
  expect(await refusalOf(`SELECT analyze_tables('{"bars; DROP TABLE bars"}')`)).toBe('42P01');
  expect(
    await refusalOf(`CREATE TEMP TABLE mine (one integer); SELECT analyze_tables('{pg_temp.mine}')`),
  ).toBe('42P01');
});
