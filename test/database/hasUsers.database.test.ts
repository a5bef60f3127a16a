import { afterAll, expect, test } from '@jest/globals';
import { hasUsers } from '../../src/database/hasUsers.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

afterAll(closeTestDatabases);

test('the built-in user does not count as one', async () => {
  const database = await openTestDatabase();
  expect(await hasUsers(database)).toBe(false);
  await database.pool.query(
    `INSERT INTO users (email, name, role) VALUES ('ana@example.com', 'Ana', 'VIEWER')`,
  );
  expect(await hasUsers(database)).toBe(true);
}, 60_000);
