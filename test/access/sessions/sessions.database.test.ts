import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_ACTOR, type Actor } from '../../../src/access/audit/auditEntry.js';
import { openSession, type Credentials } from '../../../src/access/sessions/openSession.js';
import { refreshTokenOf } from '../../../src/access/sessions/refreshToken.js';
import { SessionRing } from '../../../src/access/sessions/sessionRing.js';
import { Sessions } from '../../../src/access/sessions/sessions.js';
import { pruneSessions } from '../../../src/access/tasks/pruneSessions.js';
import type { Database } from '../../../src/database/database.js';
import { DatabaseClock } from '../../../src/database/databaseClock.js';
import { inTransaction } from '../../../src/database/transaction.js';
import type { LockedJob } from '../../../src/jobs/task.js';
import { testAuthKey } from '../../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const ACTOR: Actor = { ...NO_ACTOR, address: '192.0.2.1', operationName: 'Refresh' };

let database: Database;
let clock: DatabaseClock;
let sessions: Sessions;
let ended: number[];
let userId: number;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
beforeEach(async () => {
  clock = new DatabaseClock();
  ended = [];
  sessions = new Sessions(database, { clock, authKey: testAuthKey }, (id) => ended.push(id));
  await run('DELETE FROM users WHERE id > 0');
  userId = await addUser('asha');
});
afterAll(closeTestDatabases);

const run = async (text: string, ...values: unknown[]) =>
  (await database.pool.query<Record<string, unknown>>(text, values)).rows;

const addUser = async (name: string) =>
  (
    await run(
      `INSERT INTO users (email, name, role) VALUES ($1 || '@example.com', $1, 'VIEWER') RETURNING id`,
      name,
    )
  )[0]['id'] as number;

type Opened = Credentials & { readonly refreshToken: string; readonly accessToken: string };

async function signIn(owner = userId, cookie = false): Promise<Opened> {
  const client = await database.pool.connect();
  try {
    return (await inTransaction(client, () =>
      openSession({ db: database.db, clock, authKey: testAuthKey }, client, {
        ...{ userId: owner, cookie, address: '192.0.2.1', userAgent: 'curl' },
      }),
    )) as Opened;
  } finally {
    client.release();
  }
}

const refresh = async (token: string) =>
  (await sessions.refresh(token, ACTOR))?.credentials as Opened | undefined;
/** Whether an access token counts, as a process that has nothing in memory finds. */
const counts = async (token: string) => (await new SessionRing(database, clock).find(token)) !== null;
const sessionIds = async () => (await run('SELECT id FROM sessions ORDER BY id')).map(({ id }) => id);
/** The entries on what a test did; those of others stay, as nothing may delete them. */
const entriesOn = (subject: string) =>
  run(
    `SELECT action, result, address, operation_name, details FROM audit_entries WHERE subject = $1 ORDER BY id`,
    subject,
  );

describe('refreshing', () => {
  test('returns the user, the session and other tokens, each of which counts', async () => {
    const first = await signIn();
    const refreshed = await sessions.refresh(first.refreshToken, ACTOR);
    expect(refreshed).toMatchObject({
      user: { id: userId, email: 'asha@example.com' },
      session: { id: first.sessionId, ownerId: userId, userAgent: 'curl' },
      credentials: { sessionId: first.sessionId, cookie: null },
    });
    const next = refreshed?.credentials as Opened;
    expect(new Set([next.refreshToken, first.refreshToken, next.accessToken, first.accessToken]).size).toBe(
      4,
    );
    expect([await counts(next.accessToken), await counts(first.accessToken)]).toEqual([true, true]);
    expect(await refresh(next.refreshToken)).toBeDefined();
  });

  test('of two tabs at once, or after a lost answer, gives the same refresh token', async () => {
    const { refreshToken } = await signIn();
    const tabs = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)));
    const again = await refresh(refreshToken);
    const tokens = [...tabs, again].map((tab) => tab?.refreshToken);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toBeDefined();
    const access = [...tabs, again].map((tab) => tab?.accessToken ?? '');
    expect(new Set(access).size).toBe(7);
    expect(await Promise.all(access.map(counts))).toEqual(access.map(() => true));
    expect(await refresh(again?.refreshToken ?? '')).toBeDefined();
  });

  test.each([
    ['within 30 s', 29, true],
    ['after 30 s', 31, false],
  ])('with the former token %s', async (_, seconds, isGood) => {
    const { refreshToken, sessionId } = await signIn();
    expect(await refresh(refreshToken)).toBeDefined();
    clock.offsetMs = seconds * SECOND_MS;
    expect((await refresh(refreshToken)) !== undefined).toBe(isGood);
    expect([await sessionIds(), ended]).toEqual(isGood ? [[sessionId], []] : [[], [sessionId]]);
  });

  test('with a former token whose successor was used ends the session, and is in the audit', async () => {
    const first = await signIn();
    const second = await refresh(first.refreshToken);
    const third = await refresh(second?.refreshToken ?? '');
    expect(await refresh(first.refreshToken)).toBeUndefined();
    expect(await sessionIds()).toEqual([]);
    expect(await counts(third?.accessToken ?? '')).toBe(false);
    expect(await entriesOn(`Session:${first.sessionId}`)).toEqual([
      {
        ...{ action: 'SESSION_REUSED', result: 'DENIED', address: '192.0.2.1', operation_name: 'Refresh' },
        details: {},
      },
    ]);
    // A well-made token of a session that is gone.
    expect(await refresh(third?.refreshToken ?? '')).toBeUndefined();
    expect(await entriesOn(`Session:${first.sessionId}`)).toHaveLength(1);
  });

  test.each([
    ['no token', () => ''],
    ['a token of a session that never was', () => refreshTokenOf(testAuthKey, 2_147_483_647, 0)],
    ['a token that is still to come', ({ sessionId }: Opened) => refreshTokenOf(testAuthKey, sessionId, 1)],
    ['an access token', ({ accessToken }: Opened) => accessToken],
    ['a token with another counter', ({ refreshToken }: Opened) => refreshToken.replace('.0.', '.1.')],
    ['a token with another end', ({ refreshToken }: Opened) => `${refreshToken.slice(0, -4)}AAAA`],
  ])('returns null for %s, and ends nothing', async (_, tokenOf) => {
    const opened = await signIn();
    expect(await sessions.refresh(tokenOf(opened), ACTOR)).toBeNull();
    expect(await sessionIds()).toEqual([opened.sessionId]);
    expect(await refresh(opened.refreshToken)).toBeDefined();
  });

  test('returns null while the user is not active', async () => {
    const { refreshToken } = await signIn();
    await run('UPDATE users SET active = false WHERE id = $1', userId);
    expect(await refresh(refreshToken)).toBeUndefined();
    await run('UPDATE users SET active = true WHERE id = $1', userId);
    expect(await refresh(refreshToken)).toBeDefined();
  });

  test('returns null for a session with a cookie', async () => {
    const { sessionId } = await signIn(userId, true);
    expect(await refresh(refreshTokenOf(testAuthKey, sessionId, 0))).toBeUndefined();
    expect(await sessionIds()).toEqual([sessionId]);
  });

  test('deletes the access tokens of the session that have expired', async () => {
    const first = await signIn();
    clock.offsetMs = 901 * SECOND_MS;
    const second = await refresh(first.refreshToken);
    const [{ count }] = await run('SELECT count(*)::integer FROM access_tokens');
    expect([count, await counts(second?.accessToken ?? '')]).toEqual([1, true]);
  });

  test.each([
    ['just before 7 days', 7 * DAY_MS - 2 * SECOND_MS, true],
    ['just after 7 days', 7 * DAY_MS + SECOND_MS, false],
  ])('%s', async (_, offsetMs, isGood) => {
    const { refreshToken } = await signIn();
    clock.offsetMs = offsetMs;
    expect((await refresh(refreshToken)) !== undefined).toBe(isGood);
  });

  test('prolongs a session up to 30 days, and its access tokens no further', async () => {
    let { refreshToken } = await signIn();
    let accessToken = '';
    for (const offsetMs of [6, 12, 18, 24, 30].map((day) => day * DAY_MS - 10 * SECOND_MS)) {
      clock.offsetMs = offsetMs;
      const next = await refresh(refreshToken);
      expect(next).toBeDefined();
      ({ refreshToken, accessToken } = next as Opened);
    }
    expect(await counts(accessToken)).toBe(true);
    clock.offsetMs = 30 * DAY_MS + SECOND_MS;
    expect(await counts(accessToken)).toBe(false);
    expect(await refresh(refreshToken)).toBeUndefined();
  });
});

test('a sixth session ends the oldest of its user', async () => {
  const other = await signIn(await addUser('ravi'));
  const made = [];
  for (let k = 0; k < 6; k++) made.push((await signIn()).sessionId);
  expect(await sessionIds()).toEqual([other.sessionId, ...made.slice(1)]);
});

describe('ending', () => {
  test('returns the session of the owner, once, and writes it to the audit', async () => {
    const { sessionId, accessToken } = await signIn();
    const ravi = await addUser('ravi');
    expect(await sessions.end(sessionId, ravi, ACTOR)).toBeNull();
    expect(await sessions.end(sessionId, userId, ACTOR)).toMatchObject({ id: sessionId, ownerId: userId });
    expect(await sessions.end(sessionId, 'EVERYBODY', ACTOR)).toBeNull();
    expect([ended, await counts(accessToken)]).toEqual([[sessionId], false]);
    expect(await entriesOn(`Session:${sessionId}`)).toMatchObject([{ action: 'SIGN_OUT', result: 'DONE' }]);
  });

  test('all sessions of a user leaves those of others', async () => {
    const other = await signIn(await addUser('ravi'));
    await signIn();
    await signIn();
    expect(await sessions.endOf(userId, 'ALL', ACTOR)).toBe(2);
    expect(await sessions.endOf(userId, 'ALL', ACTOR)).toBe(0);
    expect(await sessions.endOf(userId, other.sessionId, ACTOR)).toBe(0);
    expect(await sessionIds()).toEqual([other.sessionId]);
    expect(await entriesOn(`User:${userId}`)).toMatchObject([
      { action: 'SIGN_OUT', details: { sessions: 2 } },
    ]);
  });
});

test('what has expired is deleted by a job', async () => {
  const { sessionId } = await signIn();
  await signIn();
  await run(
    `UPDATE access_tokens SET expires_at = now() - interval '1 hour' WHERE session_id = $1`,
    sessionId,
  );
  await run(`UPDATE sessions SET expires_at = now() - interval '1 hour' WHERE id <> $1`, sessionId);
  await pruneSessions.run({}, {
    pool: database.pool,
    signal: new AbortController().signal,
  } as LockedJob<unknown>);
  const [{ count }] = await run('SELECT count(*)::integer FROM access_tokens');
  expect([await sessionIds(), count]).toEqual([[sessionId], 0]);
});
