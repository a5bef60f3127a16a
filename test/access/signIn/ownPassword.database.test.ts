/** Password links, changes of one's own password, and the end of accounts, over a store. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_ACTOR, type Actor } from '../../../src/access/audit/auditEntry.js';
import { AuthKey } from '../../../src/access/authKey.js';
import { hashPassword } from '../../../src/access/passwords/hashPassword.js';
import { issuePasswordLink, type PasswordLink } from '../../../src/access/passwords/passwordLinks.js';
import type { Role } from '../../../src/access/roles.js';
import { OwnPassword } from '../../../src/access/signIn/ownPassword.js';
import { SignIn } from '../../../src/access/signIn/signIn.js';
import type { Database } from '../../../src/database/database.js';
import { DatabaseClock } from '../../../src/database/databaseClock.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const PASSWORD = 'correct horse battery';
const NEXT = 'seven quiet rivers';
const ACTOR: Actor = { ...NO_ACTOR, address: '192.0.2.1', operationName: 'Own' };
const HOUR_MS = 3_600_000;

let database: Database;
let stored: string;
let entriesBefore: number;
let changes = 0;
const clock = new DatabaseClock();
let signIn: SignIn;
let own: OwnPassword;

beforeAll(async () => {
  database = await openTestDatabase();
  stored = await hashPassword(PASSWORD, CHEAP);
  const parts = { database, clock, authKey: new AuthKey(randomBytes(32)), parameters: CHEAP };
  signIn = new SignIn(parts);
  own = new OwnPassword(parts, () => changes++);
}, 60_000);
beforeEach(async () => {
  clock.offsetMs = 0;
  await database.pool.query(
    'DELETE FROM api_keys; DELETE FROM users WHERE id > 0; DELETE FROM sign_in_tries',
  );
  const [{ last }] = await rowsOf('SELECT coalesce(max(id), 0) AS last FROM audit_entries');
  entriesBefore = Number(last);
});
afterAll(closeTestDatabases);

const rowsOf = async (text: string) => (await database.pool.query<Record<string, unknown>>(text)).rows;
const entries = () =>
  rowsOf(
    `SELECT action, result, user_id, subject, details FROM audit_entries
     WHERE id > ${entriesBefore} AND action <> 'SIGN_IN' ORDER BY id`,
  );

async function addUser(name: string, role: Role = 'VIEWER', active = true): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role, password_hash, active) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [`${name}@example.com`, name, role, stored, active],
  );
  return rows[0].id;
}

async function linkOf(userId: number): Promise<PasswordLink> {
  const client = await database.pool.connect();
  try {
    return await inTransaction(client, () => issuePasswordLink(client, userId));
  } finally {
    client.release();
  }
}

async function signedIn(name: string, password = PASSWORD): Promise<number> {
  const request = { email: `${name}@example.com`, password, cookie: false, userAgent: null };
  const result = await signIn.signIn(request, ACTOR);
  if (result.outcome !== 'SIGNED_IN') throw new Error(`expected a session, got ${result.outcome}`);
  return result.session.id;
}

const sessions = async () => (await rowsOf('SELECT id FROM sessions ORDER BY id')).map(({ id }) => id);

describe('a password link', () => {
  test('sets a password once, and ends all sessions', async () => {
    const id = await addUser('asha');
    await signedIn('asha');
    const { token, expiresAt } = await linkOf(id);
    expect(token).toMatch(/^gol_[0-9A-Za-z]{43}$/);
    expect(Math.abs(expiresAt.getTime() - Date.now() - HOUR_MS)).toBeLessThan(HOUR_MS / 4);
    const before = changes;
    expect(await own.setByLink(token, NEXT, ACTOR)).toBe(true);
    expect(changes).toBeGreaterThan(before);
    expect(await sessions()).toEqual([]);
    expect(await own.setByLink(token, NEXT, ACTOR)).toBe(false);
    await signedIn('asha', NEXT);
    await expect(signedIn('asha')).rejects.toThrow('got WRONG');
    expect(await entries()).toEqual([
      {
        ...{ action: 'PASSWORD_CHANGED', result: 'DONE', user_id: id, subject: `User:${id}` },
        details: { sessionsEnded: 1 },
      },
    ]);
  });

  test('is not good after an hour, after another was made, when unknown, and for an inactive user', async () => {
    const id = await addUser('asha');
    const former = await linkOf(id);
    const { token } = await linkOf(id);
    expect(await own.setByLink(former.token, NEXT, ACTOR)).toBe(false);
    for (const other of ['', 'gol_x', token.toLowerCase(), `${token} `]) {
      expect(await own.setByLink(other, NEXT, ACTOR)).toBe(false);
    }
    clock.offsetMs = HOUR_MS + 5_000;
    expect(await own.setByLink(token, NEXT, ACTOR)).toBe(false);
    clock.offsetMs = 0;
    await database.pool.query('UPDATE users SET active = false WHERE id > 0');
    expect(await own.setByLink(token, NEXT, ACTOR)).toBe(false);
    await database.pool.query('UPDATE users SET active = true WHERE id > 0');
    expect(await own.setByLink(token, NEXT, ACTOR)).toBe(true);
  });

  test('is still good after a refused password, and its token is stored nowhere', async () => {
    const id = await addUser('asha');
    const { token } = await linkOf(id);
    await expect(own.setByLink(token, 'too short', ACTOR)).rejects.toThrow('got 9: choose a longer one');
    await expect(own.setByLink(token, 'asha walks home', ACTOR)).rejects.toThrow('choose another');
    const [{ row }] = await rowsOf('SELECT row_to_json(l)::text AS row FROM password_links l');
    expect(row).not.toContain(token.slice(4, 20));
    expect(await own.setByLink(token, NEXT, ACTOR)).toBe(true);
  });

  test('that is used twice at once counts once', async () => {
    const { token } = await linkOf(await addUser('asha'));
    const set = await Promise.all([NEXT, `${NEXT} too`].map((next) => own.setByLink(token, next, ACTOR)));
    expect(set.sort()).toEqual([false, true]);
  });
});

describe('changing a password', () => {
  test('ends all other sessions and the link, and returns the user', async () => {
    const userId = await addUser('asha');
    const [, , sessionId] = [await signedIn('asha'), await signedIn('asha'), await signedIn('asha')];
    const { token } = await linkOf(userId);
    const changed = await own.change({ userId, sessionId }, { current: PASSWORD, next: NEXT }, ACTOR);
    expect(changed).toMatchObject({ outcome: 'DONE', result: { id: userId, version: 2 } });
    expect(await sessions()).toEqual([sessionId]);
    expect(await own.setByLink(token, PASSWORD, ACTOR)).toBe(false);
    await signedIn('asha', NEXT);
    expect(await rowsOf('SELECT * FROM sign_in_tries')).toEqual([]);
  });

  test('counts wrong passwords as sign-in does', async () => {
    const userId = await addUser('asha');
    const sessionId = await signedIn('asha');
    const change = (current: string) =>
      own.change({ userId, sessionId }, { current, next: NEXT }, { ...ACTOR, userId });
    for (let k = 0; k < 4; k++) expect(await change('wrong')).toEqual({ outcome: 'WRONG' });
    expect(await own.deleteAccount(userId, 'wrong', ACTOR)).toEqual({ outcome: 'WRONG' });
    expect(await change(PASSWORD)).toMatchObject({ outcome: 'DELAYED' });
    expect(await own.deleteAccount(userId, PASSWORD, ACTOR)).toMatchObject({ outcome: 'DELAYED' });
    await expect(signedIn('asha')).rejects.toThrow('got DELAYED');
    const kinds = (await entries()).map(({ action, result, user_id }) => [action, result, user_id]);
    expect(kinds).toEqual([
      ...Array.from({ length: 4 }, () => ['PASSWORD_CHANGED', 'DENIED', userId]),
      ['USER_DELETED', 'DENIED', userId],
    ]);
  });

  test('refuses a bad next password, and takes the try back', async () => {
    const userId = await addUser('asha');
    const sessionId = await signedIn('asha');
    const bad = { current: PASSWORD, next: 'password1234' };
    await expect(own.change({ userId, sessionId }, bad, ACTOR)).rejects.toThrow('got a common one');
    expect(await rowsOf('SELECT * FROM sign_in_tries')).toEqual([]);
    await signedIn('asha');
  });
});

describe('deleting an account', () => {
  test('removes the user and its sessions, and revokes its keys, which stay without an owner', async () => {
    const id = await addUser('asha');
    await signedIn('asha');
    await database.pool.query(
      `INSERT INTO api_keys (owner_id, name, scopes, prefix, hash, expires_at)
       VALUES (${id}, 'k', '{SCORES_READ}', 'abcdefgh', sha256('x'), now() + interval '1 day')`,
    );
    expect(await own.deleteAccount(id, PASSWORD, ACTOR)).toEqual({ outcome: 'DONE', result: true });
    expect(await rowsOf('SELECT id FROM users WHERE id > 0')).toEqual([]);
    expect(await sessions()).toEqual([]);
    expect(await rowsOf('SELECT owner_id, revoked_at IS NOT NULL AS revoked FROM api_keys')).toEqual([
      { owner_id: null, revoked: true },
    ]);
    expect(await entries()).toMatchObject([
      {
        action: 'USER_DELETED',
        result: 'DONE',
        subject: `User:${id}`,
        details: { keysRevoked: 1, deleted: 1 },
      },
    ]);
  });

  test('is refused to the last active administrator, also where two go at once', async () => {
    const ids = [await addUser('mira', 'ADMIN'), await addUser('noor', 'ADMIN')];
    await addUser('idle', 'ADMIN', false);
    const gone = await Promise.allSettled(ids.map((id) => own.deleteAccount(id, PASSWORD, ACTOR)));
    expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = gone.find((one) => one.status === 'rejected');
    expect(String(refused?.reason)).toContain('Expected another active administrator to remain');
    expect(await rowsOf('SELECT id FROM users WHERE id > 0 AND active')).toHaveLength(1);
  });
});
