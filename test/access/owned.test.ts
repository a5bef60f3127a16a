import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { OWNED_TABLES } from '../../src/access/owned.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

afterAll(closeTestDatabases);

test('each table with an owner is known as one', async () => {
  const { pool } = await openTestDatabase();
  const { rows } = await pool.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns WHERE column_name = 'owner_id' AND table_schema = 'public'`,
  );
  expect(rows.map(({ table_name }) => table_name)).toEqual([...OWNED_TABLES]);
}, 60_000);

/** Returns the statements of a source on owned tables, each up to its semicolon, that do not add the owner. */
function statementsWithoutOwner(source: string): readonly string[] {
  const tables = OWNED_TABLES.join('|');
  const start = new RegExp(
    `(?:selectFrom|updateTable|deleteFrom)\\('(?:${tables})\\b|(?:FROM|UPDATE|JOIN) (?:${tables})\\b`,
  );
  const [, ...statements] = source.split(new RegExp(`(?=${start.source})`));
  return statements.filter((statement) => !statement.split(';')[0].includes('owned('));
}

test('each statement on a table with an owner adds it, but those that are for no caller', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const without = files.filter(
    (file) => statementsWithoutOwner(readFileSync(join('src', file), 'utf8')).length > 0,
  );
  // They find out who calls, count how often, and delete what has expired.
  expect(without.sort()).toEqual([
    'access/keys/keyCopy.ts',
    'access/keys/keyUses.ts',
    'access/sessions/readSessions.ts',
    'access/sessions/rotateSession.ts',
    'access/sessions/sessionUses.ts',
    'access/tasks/pruneSessions.ts',
  ]);
});

test.each([
  ['Kysely', `db.selectFrom('api_keys as key').where('key.id', '=', id).execute();`],
  ['SQL', 'client.query(`DELETE FROM api_keys WHERE id = $1`, [id]);'],
])('a statement without its owner is found where it is written in %s', (_, source) => {
  expect(statementsWithoutOwner(source)).toHaveLength(1);
});
