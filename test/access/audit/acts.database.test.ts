/** Each act has its entry: when it is done, when it is rolled back, and none when its process is killed. */
import { testAuthKey } from '../../support/access/testAuthKey.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_ACTOR, type Actor } from '../../../src/access/audit/auditEntry.js';
import { callerWithSession } from '../../../src/access/caller.js';
import { ApiKeys } from '../../../src/access/keys/apiKeys.js';
import { Users } from '../../../src/access/users/users.js';
import type { Database } from '../../../src/database/database.js';
import { createContext } from '../../../src/graphql/context.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { Rescores } from '../../../src/runs/rescores.js';
import { scoreSpan } from '../../../src/runs/scoreSpan.js';
import { loadSetup } from '../../../src/runs/scoringSetup.js';
import { serveMethods } from '../../../src/runs/serveMethods.js';
import { servicesOf } from '../../../src/services.js';
import { readSettings } from '../../../src/settings.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { execute } from '../../support/graphql/execute.js';
import { day, fileOf, removeFolders, writeFolder } from '../../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom } from '../../support/market/market.js';
import { importFiles } from '../../support/runs/store.js';
import { eventually } from '../../support/time/eventually.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 12), loadSetup()]);
const ACTOR: Actor = { userId: 7, apiKeyId: 3, address: '192.0.2.1', operationName: 'Act' };
const AS = { user_id: 7, api_key_id: 3, address: '192.0.2.1', operation_name: 'Act' };
const BY_NOBODY = { user_id: null, api_key_id: null, address: null, operation_name: null };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await importFiles(database, filesOf(marketOver(sessions, 'audit')));
}, 60_000);
afterEach(removeFolders);
afterAll(closeTestDatabases);

let seen = 0;
/** The entries since the last call. */
async function entries(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    'SELECT * FROM audit_entries WHERE id > $1 ORDER BY id',
    [seen],
  );
  seen = rows.at(-1)?.id ?? seen;
  return rows.map(({ id: _, ...row }) => ({ ...row, at: undefined }));
}

/** Does an act that its last statement refuses, and returns its entries. */
async function failing(
  table: string,
  work: () => Promise<unknown>,
): Promise<readonly Record<string, unknown>[]> {
  await entries();
  await asOwner(
    database,
    `CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the disk of the test is full' USING ERRCODE = '53100'; END $$;
     CREATE TRIGGER break BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION break()`,
  );
  await expect(work()).rejects.toThrow('the disk of the test is full');
  await asOwner(database, `DROP TRIGGER break ON ${table}; DROP FUNCTION break`);
  return entries();
}

describe('users and keys', () => {
  const NEW = { email: 'asha@example.com', name: 'Asha Rao', role: 'TRADER' } as const;
  const KEY = { name: 'nightly', scopes: ['SCORES_READ', 'WHAT_IF'], expiresInDays: 9 } as const;

  test('are recorded with ids and fields, and nothing that was typed', async () => {
    const users = new Users(database);
    await entries();
    const {
      user: { id },
    } = await users.add(NEW, ACTOR);
    await expect(users.add(NEW, ACTOR)).rejects.toThrow('Expected an e-mail address of no other user');
    expect(await entries()).toEqual([
      { ...AS, action: 'USER_CREATED', result: 'DONE', subject: `User:${id}`, details: { role: 'TRADER' } },
    ]);
    const keys = new ApiKeys(database);
    const { key } = await keys.create(id, { ...KEY, operationsPerMinute: 5 }, ACTOR);
    await keys.update(key.id, id, { name: 'weekly', paused: true }, ACTOR);
    await keys.rotate(key.id, id, 24, ACTOR);
    await keys.revoke(key.id, id, NO_ACTOR);
    const entry = { ...AS, result: 'DONE', subject: `ApiKey:${key.id}` };
    const created = { ownerId: id, scopes: 'SCORES_READ WHAT_IF', expiresInDays: 9, operationsPerMinute: 5 };
    expect(await entries()).toEqual([
      { ...entry, action: 'KEY_CREATED', details: created },
      { ...entry, action: 'KEY_CHANGED', details: { fields: 'name paused', paused: true } },
      { ...entry, action: 'KEY_ROTATED', details: { graceHours: 24 } },
      { ...entry, ...BY_NOBODY, action: 'KEY_REVOKED', details: { already: false } },
    ]);
    expect(await keys.revoke(key.id, id + 1, ACTOR)).toBeNull();
    await expect(keys.update(key.id, id, { name: 'x' }, ACTOR)).rejects.toThrow('that is not revoked');
    expect(await entries()).toEqual([]);
    expect(await users.adopt(NEW.email, ACTOR)).toMatchObject({ api_keys: 0 });
    expect(await entries()).toMatchObject([
      { action: 'USER_CHANGED', details: { adopted: true, api_keys: 0 } },
    ]);
  });

  test('are recorded as failed where they are rolled back', async () => {
    const keys = new ApiKeys(database);
    const failed = { ...AS, result: 'FAILED', details: { error: '53100' } };
    expect(await failing('users', () => new Users(database).add({ ...NEW, email: 'b@c.in' }, ACTOR))).toEqual(
      [{ ...failed, action: 'USER_CREATED', subject: null, details: { ...failed.details, role: 'TRADER' } }],
    );
    const { key } = await keys.create(0, { ...KEY, operationsPerMinute: null }, ACTOR);
    const entry = { ...failed, subject: `ApiKey:${key.id}` };
    for (const [action, work] of [
      ['KEY_CHANGED', () => keys.update(key.id, 0, { paused: true }, ACTOR)],
      ['KEY_ROTATED', () => keys.rotate(key.id, 0, 1, ACTOR)],
      ['KEY_REVOKED', () => keys.revoke(key.id, 0, ACTOR)],
    ] as const) {
      expect(await failing('api_keys', work)).toEqual([{ ...entry, action }]);
    }
  });

  test('name the caller and the operation of a mutation', async () => {
    const services = servicesOf(database, setup, readSettings({}), { authKey: testAuthKey });
    const caller = callerWithSession('192.0.2.9', { id: 1 }, { id: 0, role: 'ADMIN' });
    await entries();
    const result = await execute(
      await createContext(services, caller),
      `mutation MakeKey { createApiKey(input: { name: "asha@example.com", scopes: [SCORES_READ] }) { secret } }`,
    );
    expect(result.errors).toBeUndefined();
    expect(await entries()).toMatchObject([
      {
        user_id: 0,
        api_key_id: null,
        address: '192.0.2.9',
        operation_name: 'MakeKey',
        action: 'KEY_CREATED',
      },
    ]);
  });
});

describe('the market', () => {
  const BAR = { ticker: 'S01', date: sessions[11], volume: 60_000, value: null };
  const bar = { ...BAR, open: 100, high: 102, low: 99, close: 101 };

  test('an import is recorded for each batch, and once where it fails', async () => {
    const folder = await writeFolder(fileOf('companies', 'NEW,New Ltd.,,,', ',,,,'));
    const options = { today: day('2026-11-20') };
    await entries();
    await importFolder(database.pool, folder, options);
    const { rows } = await database.pool.query<{ id: number }>('SELECT max(id) AS id FROM batches');
    const details = { dataset: 'companies', rows: 2, inserted: 1, updated: 0, unchanged: 0, refused: 1 };
    expect(await entries()).toEqual([
      { ...BY_NOBODY, action: 'IMPORTED', result: 'DONE', subject: `Batch:${rows[0].id}`, details },
    ]);
    const next = await writeFolder(fileOf('companies', 'NEXT,Next Ltd.,,,'));
    expect(await failing('batches', () => importFolder(database.pool, next, options))).toEqual([
      { ...BY_NOBODY, action: 'IMPORTED', result: 'FAILED', subject: null, details: { error: '53100' } },
    ]);
  });

  test('bars and rescores that a client asks for are recorded with the client', async () => {
    const rescores = new Rescores(database, setup);
    await scoreSpan(database.pool, setup, { from: sessions[11], to: sessions[11] });
    await entries();
    await rescores.recordBars([bar], ACTOR);
    const run = await rescores.request({ on: null, mode: 'TRADER' }, ACTOR);
    await rescores.request({ on: null, mode: 'TRADER' }, ACTOR);
    const asked = { ...AS, action: 'RESCORED', result: 'DONE', subject: `Run:${run.id}` };
    expect(await entries()).toMatchObject([
      { ...AS, action: 'BARS_RECORDED', result: 'DONE', details: { rows: 1, updated: 1, refused: 0 } },
      { ...asked, details: { day: sessions[11], mode: 'TRADER', isNew: true } },
      { ...asked, details: { day: sessions[11], mode: 'TRADER', isNew: false } },
    ]);
    const failed = { ...AS, result: 'FAILED', details: { error: '53100' } };
    const recording = () => rescores.recordBars([{ ...bar, close: 100.5 }], ACTOR);
    expect(await failing('batches', recording)).toMatchObject([{ ...failed, action: 'BARS_RECORDED' }]);
    const asking = () => rescores.request({ on: sessions[10], mode: null }, ACTOR);
    expect(await failing('runs', asking)).toMatchObject([{ ...failed, action: 'RESCORED' }]);
    await expect(rescores.request({ on: '2024-05-04' as never, mode: null }, ACTOR)).rejects.toThrow();
    expect(await entries()).toEqual([]);
  });

  test('scores are recorded with the ids of their runs', async () => {
    await entries();
    const span = { from: sessions[8], to: sessions[10] };
    const { runs } = await scoreSpan(database.pool, setup, span);
    const ids = runs.map(({ id }) => id);
    expect(await entries()).toMatchObject([
      {
        ...{ ...BY_NOBODY, action: 'RESCORED', result: 'DONE', subject: null },
        details: { ...span, runs: 3, runIds: `${ids[0]}-${ids[2]}` },
      },
    ]);
    const again = () => scoreSpan(database.pool, setup, { ...span, again: true });
    expect(await failing('scores', again)).toMatchObject([
      { ...BY_NOBODY, action: 'RESCORED', result: 'FAILED', details: { ...span, error: '53100' } },
    ]);
  });

  test('another method that is served is recorded', async () => {
    await entries();
    const change = { ...BY_NOBODY, action: 'METHOD_CHANGED', subject: null };
    expect(await failing('event_log', () => serveMethods(database.pool, [{ name: 'other' }]))).toEqual([
      { ...change, result: 'FAILED', details: { method: 'other', scored: 'other', error: '53100' } },
    ]);
    await serveMethods(database.pool, [{ name: 'other' }]);
    const details = { method: 'other', scored: 'other', former: setup.method.name, formerScored: '' };
    expect(await entries()).toEqual([{ ...change, result: 'DONE', details }]);
    await serveMethods(database.pool, [setup.method]);
  });
});

test('an act whose process is killed leaves neither itself nor an entry', async () => {
  await entries();
  const url = String(database.pool.options.connectionString);
  const child = spawn(process.execPath, ['--input-type=module', '-e', HELD], {
    cwd: new URL('../../../', import.meta.url),
    env: { ...process.env, URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const held = `SELECT FROM pg_stat_activity WHERE application_name = 'killed'`;
  expect((await database.pool.query(held)).rowCount).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await eventually(async () => (await database.pool.query(held)).rowCount === 0);
  const { rowCount } = await database.pool.query(`SELECT FROM users WHERE email = 'killed@example.com'`);
  expect([rowCount, await entries()]).toEqual([0, []]);
});

/** Does an act with the compiled code, and stops between the entry and the commit. */
const HELD = `
  import { audited } from './dist/access/audit/audited.js';
  import { recordAudit } from './dist/access/audit/recordAudit.js';
  import pg from 'pg';
  const pool = new pg.Pool({ connectionString: process.env.URL, application_name: 'killed' });
  const actor = { userId: null, apiKeyId: null, address: null, operationName: null };
  await audited({ pool, writers: { during: () => pool } }, { action: 'USER_CREATED', actor }, async (client) => {
    await client.query("INSERT INTO users (email, name, role) VALUES ('killed@example.com', 'k', 'VIEWER')");
    await recordAudit(client, { action: 'USER_CREATED', result: 'DONE', actor });
    console.log('held');
    return new Promise(() => setInterval(() => undefined, 1_000));
  });`;

test('no entry has an e-mail, a name that was typed, or a secret', async () => {
  const { rows } = await database.pool.query<{ text: string }>(
    'SELECT entry::text AS text FROM audit_entries AS entry',
  );
  expect(rows.length).toBeGreaterThan(20);
  const typed = /@|asha|nightly|weekly|go[karcl]_|New Ltd|disk of the test/i;
  expect(rows.filter(({ text }) => typed.test(text))).toEqual([]);
});
