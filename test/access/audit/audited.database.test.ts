/** Acts and their entries: stored together, or not at all. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { audited } from '../../../src/access/audit/audited.js';
import { NO_ACTOR, type Actor } from '../../../src/access/audit/auditEntry.js';
import { QueueFull } from '../../../src/async/queueFull.js';
import type { Database } from '../../../src/database/database.js';
import { UserError } from '../../../src/userError.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

const ACTOR: Actor = { userId: 7, apiKeyId: 3, address: '192.0.2.1', operationName: 'AddUser' };
const ACT = { action: 'USER_CREATED', actor: ACTOR, details: { role: 'VIEWER' } } as const;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => asOwner(database, 'TRUNCATE audit_entries CASCADE; DELETE FROM users WHERE id > 0'));
afterAll(closeTestDatabases);

const entries = async () =>
  (
    await database.pool.query(
      `SELECT action, result, user_id, api_key_id, address, operation_name, subject, details
       FROM audit_entries ORDER BY id`,
    )
  ).rows;
const users = async () => (await database.pool.query('SELECT FROM users WHERE id > 0')).rowCount;

async function add(client: { query: (text: string) => Promise<unknown> }) {
  await client.query(`INSERT INTO users (email, name, role) VALUES ('a@example.com', 'a', 'VIEWER')`);
  return { result: 'added', subject: 'User:1', details: { count: 1 } };
}

const ENTRY = {
  ...{ action: 'USER_CREATED', user_id: 7, api_key_id: 3, address: '192.0.2.1', operation_name: 'AddUser' },
  ...{ result: 'DONE', subject: 'User:1', details: { role: 'VIEWER', count: 1 } },
};
const failed = (error: string) => ({
  ...ENTRY,
  result: 'FAILED',
  subject: null,
  details: { role: 'VIEWER', error },
});

test('an act and its entry are stored together', async () => {
  expect(await audited(database, ACT, add)).toBe('added');
  expect([await users(), await entries()]).toEqual([1, [ENTRY]]);
});

test('an act that fails is rolled back and recorded, without its message', async () => {
  const failing = audited(database, ACT, async (client) => {
    await add(client);
    throw new TypeError('asha@example.com is not a function');
  });
  await expect(failing).rejects.toThrow('asha@example.com is not a function');
  expect([await users(), await entries()]).toEqual([0, [failed('TypeError')]]);
});

test('an act that the database refuses is recorded with the SQLSTATE', async () => {
  const twice = audited(database, ACT, async (client) => {
    await add(client);
    return add(client);
  });
  await expect(twice).rejects.toThrow('users_email');
  expect([await users(), await entries()]).toEqual([0, [failed('23505')]]);
});

test('an act whose connection is lost, or whose caller goes away, is recorded over another one', async () => {
  const lost = audited(database, ACT, async (client) => {
    await add(client);
    await client.query('SELECT pg_terminate_backend(pg_backend_pid())');
    return null;
  });
  await expect(lost).rejects.toThrow();
  const gone = new AbortController();
  const aborted = audited(database, { ...ACT, signal: gone.signal }, async (client) => {
    await add(client);
    gone.abort();
    await client.query('SELECT pg_sleep(60)');
    return null;
  });
  await expect(aborted).rejects.toThrow();
  expect(await users()).toBe(0);
  expect(await entries()).toMatchObject([{ result: 'FAILED' }, { result: 'FAILED' }]);
});

test('an act that did nothing, or was refused or given up before it began, has no entry', async () => {
  expect(await audited(database, ACT, () => Promise.resolve(null))).toBeNull();
  const coded = Object.assign(new Error('no scope'), { extensions: { code: 'FORBIDDEN' } });
  for (const error of [new UserError('Expected a name'), new QueueFull('full'), coded]) {
    await expect(audited(database, ACT, () => Promise.reject(error))).rejects.toThrow(error.message);
  }
  await expect(audited(database, { ...ACT, signal: AbortSignal.abort() }, add)).rejects.toThrow('aborted');
  expect([await users(), await entries()]).toEqual([0, []]);
});

test('the name of an operation is kept within a line and 100 characters', async () => {
  const actor = { ...NO_ACTOR, operationName: `a\n\u001b[2J\u202e${'x'.repeat(200)}` };
  await audited(database, { ...ACT, actor }, add);
  const [{ operation_name: name }] = (await entries()) as { operation_name: string }[];
  expect([name.slice(0, 8), name.length]).toEqual(['a\uFFFD\uFFFD[2J\uFFFDx', 100]);
});
