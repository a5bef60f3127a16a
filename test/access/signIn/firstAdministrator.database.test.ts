import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { addFirstAdministrator } from '../../../src/access/signIn/firstAdministrator.js';
import type { Database } from '../../../src/database/database.js';
import { readSettings } from '../../../src/settings.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

const PASSWORD = 'correct horse battery';
const BOTH = { ADMIN_EMAIL: 'mira@example.com', ADMIN_PASSWORD: PASSWORD };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
beforeEach(async () => {
  await database.pool.query('DELETE FROM users WHERE id > 0');
});
afterAll(closeTestDatabases);

const add = (env: Record<string, string>) =>
  addFirstAdministrator(database, readSettings(env).access, (password) =>
    Promise.resolve(`hash of ${password.length}`),
  );

const users = async () =>
  (await database.pool.query('SELECT email, role, password_hash FROM users WHERE id > 0')).rows;

const MIRA = { email: 'mira@example.com', role: 'ADMIN', password_hash: `hash of ${PASSWORD.length}` };

test('adds the administrator of the settings once, also where two processes start at once', async () => {
  expect((await Promise.all([add(BOTH), add(BOTH)])).sort()).toEqual([false, true]);
  expect(await users()).toEqual([MIRA]);
  expect(await add({ ...BOTH, ADMIN_EMAIL: 'noor@example.com' })).toBe(false);
  expect(await users()).toEqual([MIRA]);
});

test('adds nobody without the settings, and ignores bad ones where there is a user', async () => {
  expect(await add({})).toBe(false);
  expect(await users()).toEqual([]);
  await add(BOTH);
  expect(await add({ ADMIN_EMAIL: 'x' })).toBe(false);
});

test.each([
  ['no password', { ADMIN_EMAIL: 'mira@example.com' }, 'got ADMIN_EMAIL alone: set ADMIN_PASSWORD too'],
  ['no e-mail', { ADMIN_PASSWORD: PASSWORD }, 'got ADMIN_PASSWORD alone: set ADMIN_EMAIL too'],
  ['no address', { ...BOTH, ADMIN_EMAIL: 'mira' }, 'Expected an e-mail address'],
  ['a short password', { ...BOTH, ADMIN_PASSWORD: 'hunter2' }, 'got 7: choose a longer one'],
  ['a common password', { ...BOTH, ADMIN_PASSWORD: 'password1234' }, 'got a common one'],
])('refuses %s, and adds nobody', async (_what, env, message) => {
  const refused = await add(env).then(
    () => null,
    (error: unknown) => String(error),
  );
  expect(refused).toContain(message);
  expect(refused).not.toContain(Object.entries(env).find(([name]) => name === 'ADMIN_PASSWORD')?.[1] ?? '\0');
  expect(await users()).toEqual([]);
});
