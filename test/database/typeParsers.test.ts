import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

describe('what a pool reads', () => {
  test('is what was written, for dates, numeric and bigint', async () => {
    const written = ['2024-02-29', 0.1, 2 ** 53 - 1, 1234.05];
    const { rows } = await database.pool.query({
      text: 'SELECT $1::date, $2::numeric, $3::bigint, $4::numeric',
      values: written,
      rowMode: 'array',
    });
    expect(rows).toEqual([written]);
  });

  test('is the same in arrays, with nulls', async () => {
    const read = sql<{ days: unknown; values: unknown; counts: unknown }>`
      SELECT '{2024-02-29,NULL}'::date[] AS days, '{0.1,NULL}'::numeric[] AS values, '{7,NULL}'::bigint[] AS counts`;
    const { rows } = await read.execute(database.db);
    expect(rows).toEqual([{ days: ['2024-02-29', null], values: [0.1, null], counts: [7, null] }]);
  });

  test('leaves other users of pg as they are', () => {
    expect(pg.types.getTypeParser(pg.types.builtins.INT8)('7')).toBe('7');
  });
});
