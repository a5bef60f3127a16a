import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashOfSecret, randomSecret } from '../../../src/access/secrets.js';
import { openSession, type Credentials } from '../../../src/access/sessions/openSession.js';
import { SessionRing, type SessionRingOptions } from '../../../src/access/sessions/sessionRing.js';
import type { Database } from '../../../src/database/database.js';
import { DatabaseClock } from '../../../src/database/databaseClock.js';
import { isPassing } from '../../../src/database/isPassing.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { testAuthKey } from '../../support/access/testAuthKey.js';
import { closeTestDatabases, openAgain, openTestDatabase } from '../../support/database/testDatabase.js';
import { eventually } from '../../support/time/eventually.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let database: Database;
/** The same database, as another process sees it. */
let elsewhere: Database;
let clock: DatabaseClock;
let userId: number;
const rings: SessionRing[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  elsewhere = await openAgain(database, {});
}, 60_000);
beforeEach(async () => {
  clock = new DatabaseClock();
  await change('DELETE FROM users WHERE id > 0');
  const { rows } = await change(
    `INSERT INTO users (email, name, role) VALUES ('asha@example.com', 'Asha', 'ANALYST') RETURNING id`,
  );
  userId = (rows[0] as { id: number }).id;
});
afterEach(async () => {
  for (const ring of rings.splice(0)) await ring.stop();
});
afterAll(closeTestDatabases);

const change = (text: string, ...values: unknown[]) => elsewhere.pool.query(text, values);

async function ringOver(
  options: SessionRingOptions = {},
  over: Pick<Database, 'db' | 'pool' | 'query'> = database,
): Promise<SessionRing> {
  const ring = new SessionRing(over, clock, { retryMs: 10, ...options });
  rings.push(ring);
  await ring.start();
  return ring;
}

async function signIn(cookie = false): Promise<Credentials & { readonly secret: string }> {
  const client = await elsewhere.pool.connect();
  try {
    const made = await inTransaction(client, () =>
      openSession({ db: elsewhere.db, clock, authKey: testAuthKey }, client, {
        ...{ userId, cookie, address: '192.0.2.1', userAgent: null },
      }),
    );
    return { ...made, secret: made.accessToken ?? made.cookie ?? '' };
  } finally {
    client.release();
  }
}

/** Whether a ring finds a session without waiting. */
const isKept = (ring: SessionRing, secret: string): boolean => {
  const found = ring.find(secret);
  if (found instanceof Promise) found.catch(() => undefined);
  return found !== null && !(found instanceof Promise);
};

/** Reads until the session is in memory: what is read while something changes is not kept. */
const keep = (ring: SessionRing, secret: string) =>
  eventually(async () => {
    await ring.find(secret);
    return isKept(ring, secret);
  });

/** Counts the statements of a database, which can be away or held up. */
function watched() {
  const seen = { statements: 0, running: 0, most: 0, isAway: false };
  const query: Database['query'] = async (...statement) => {
    if (seen.isAway) throw new Error('Connection terminated unexpectedly');
    seen.statements++;
    seen.most = Math.max(seen.most, ++seen.running);
    return database
      .query(...(statement as Parameters<typeof database.query>))
      .finally(() => seen.running--) as never;
  };
  return { seen, over: { db: database.db, pool: database.pool, query } };
}

const findNobody = (ring: SessionRing) => ring.find(randomSecret('goa_'));

describe('a ring finds', () => {
  test.each([
    ['an access token', false],
    ['a cookie', true],
  ])('a session by %s, and from then on at once', async (_, cookie) => {
    const ring = await ringOver();
    const { secret, sessionId } = await signIn(cookie);
    const expected = { session: { id: sessionId }, user: { id: userId, role: 'ANALYST' } };
    expect(await ring.find(secret)).toEqual(expected);
    await keep(ring, secret);
    expect(ring.find(secret)).toEqual(expected);
    expect(await ring.findById(sessionId)).toEqual(expected);
  });

  test('nothing by other texts, and asks the database only for what may be a credential', async () => {
    const { seen, over } = watched();
    const ring = await ringOver({}, over);
    for (const text of [
      '',
      'goa_',
      `gok_${'0'.repeat(43)}`,
      `goa_${'0'.repeat(44)}`,
      `goa_${'0'.repeat(43)}\n`,
    ]) {
      expect(ring.find(text)).toBeNull();
    }
    expect(seen.statements).toBe(0);
    expect(await findNobody(ring)).toBeNull();
    expect(seen.statements).toBe(1);
  });

  test('many unknown tokens at once by two statements, one after the other', async () => {
    const { seen, over } = watched();
    const ring = await ringOver({}, over);
    const { secret } = await signIn();
    const asked = [...Array.from({ length: 500 }, () => findNobody(ring)), ring.find(secret)];
    const found = await Promise.all(asked);
    expect(found.filter((one) => one !== null)).toHaveLength(1);
    expect([seen.statements, seen.most]).toEqual([2, 1]);
  });

  test('no more than it may keep', async () => {
    const ring = await ringOver({ most: 2 });
    const secrets = [];
    for (let k = 0; k < 3; k++) {
      const { secret } = await signIn();
      secrets.push(secret);
      await keep(ring, secret);
    }
    expect(secrets.map((secret) => isKept(ring, secret))).toEqual([false, true, true]);
  });
});

describe('a change by another process counts:', () => {
  test.each([
    ['a sign-out', 'DELETE FROM sessions WHERE owner_id = $1', null],
    ['a deactivation', 'UPDATE users SET active = false WHERE id = $1', null],
    ['a deletion', 'DELETE FROM users WHERE id = $1', null],
    ['a demotion', `UPDATE users SET role = 'VIEWER' WHERE id = $1`, 'VIEWER'],
  ])('%s', async (_, statement, role) => {
    // Neither its age nor a lost heartbeat makes the ring read.
    const two = await Promise.all([1, 2].map(() => ringOver({ freshMs: 600_000 })));
    const { secret, sessionId } = await signIn();
    let told = 0;
    for (const ring of two) {
      await keep(ring, secret);
      ring.onChange(() => told++);
    }
    await change(statement, userId);
    for (const ring of two) {
      await eventually(async () => ((await ring.find(secret))?.user.role ?? null) === role);
      expect((await ring.findById(sessionId))?.user.role ?? null).toBe(role);
    }
    await eventually(() => told >= 2);
  });

  test('a session that ends while it is read is not kept', async () => {
    const { secret, sessionId } = await signIn();
    let ring: SessionRing | null = null;
    const query: Database['query'] = async (...statement) => {
      const rows = await database.query(...(statement as Parameters<typeof database.query>));
      ring?.ended(sessionId);
      return rows as never;
    };
    ring = await ringOver({}, { db: database.db, pool: database.pool, query });
    await ring.find(secret);
    expect(isKept(ring, secret)).toBe(false);
  });

  test('the end of a session leaves the others in memory', async () => {
    const ring = await ringOver();
    const [one, other] = [await signIn(), await signIn()];
    await keep(ring, one.secret);
    await keep(ring, other.secret);
    ring.ended(one.sessionId);
    expect([isKept(ring, one.secret), isKept(ring, other.secret)]).toEqual([false, true]);
    ring.changed();
    expect(isKept(ring, other.secret)).toBe(false);
  });
});

describe('where nothing is heard,', () => {
  test('the table is read each time', async () => {
    const ring = await ringOver({ freshMs: 0 });
    const { secret } = await signIn();
    expect(await ring.find(secret)).not.toBeNull();
    expect(isKept(ring, secret)).toBe(false);
    await change('DELETE FROM sessions');
    expect(await ring.find(secret)).toBeNull();
  });

  test('finding rejects while the database does not answer', async () => {
    const { seen, over } = watched();
    const ring = await ringOver({ freshMs: 0 }, over);
    const { secret, sessionId } = await signIn();
    expect(await ring.find(secret)).not.toBeNull();
    seen.isAway = true;
    for (const asked of [ring.find(secret), ring.findById(sessionId), findNobody(ring)]) {
      const error: unknown = await Promise.resolve(asked).catch((reason: unknown) => reason);
      expect([error, isPassing(error)]).toEqual([expect.any(Error), true]);
    }
    seen.isAway = false;
    expect(await ring.find(secret)).not.toBeNull();
  });

  test('all is forgotten when listening is lost', async () => {
    const ring = await ringOver({ freshMs: 600_000, heartbeatMs: 600_000 });
    const { secret } = await signIn();
    await keep(ring, secret);
    // No process is notified of this, as none is of what changes while it does not listen.
    await change('UPDATE sessions SET expires_at = created_at');
    await change(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'greyoak sessions'`,
    );
    await eventually(async () => (await ring.find(secret)) === null);
  });
});

describe('a credential expires', () => {
  test.each([
    ['an access token after 15 minutes', false, 15 * MINUTE_MS],
    ['a cookie 7 days after its last use', true, 7 * DAY_MS],
  ])('%s, in memory and in the table', async (_, cookie, afterMs) => {
    const [ring, reading] = [await ringOver(), await ringOver({ freshMs: 0 })];
    const { secret } = await signIn(cookie);
    await keep(ring, secret);
    for (const [offsetMs, counts] of [
      [afterMs - 5_000, true],
      [afterMs + 1_000, false],
    ] as const) {
      clock.offsetMs = offsetMs;
      expect([(await ring.find(secret)) !== null, (await reading.find(secret)) !== null]).toEqual([
        counts,
        counts,
      ]);
    }
  });

  test('but a session with tokens outlives its access token', async () => {
    const ring = await ringOver();
    const { sessionId } = await signIn();
    clock.offsetMs = 16 * MINUTE_MS;
    expect(await ring.findById(sessionId)).not.toBeNull();
  });
});

describe('uses', () => {
  const rowOf = async (id: number) =>
    (
      await change(
        `SELECT extract(epoch FROM last_used_at - created_at)::float8 AS used,
           extract(epoch FROM expires_at - created_at)::float8 AS lasts FROM sessions WHERE id = $1`,
        id,
      )
    ).rows[0] as { used: number; lasts: number };
  const DAY_S = 86_400;

  test('prolong a session with a cookie by 7 days, up to 30, and one with tokens not at all', async () => {
    const ring = await ringOver();
    const [withCookie, withTokens] = [await signIn(true), await signIn()];
    const lasting = [];
    for (const day of [6, 12, 18, 24]) {
      clock.offsetMs = day * DAY_MS;
      for (const { sessionId } of [withCookie, withTokens]) ring.used(sessionId);
      await ring.stop();
      const { used, lasts } = await rowOf(withCookie.sessionId);
      lasting.push([Math.round(used / DAY_S), Math.round(lasts / DAY_S)]);
    }
    expect(lasting).toEqual([
      [6, 13],
      [12, 19],
      [18, 25],
      [24, 30],
    ]);
    expect(Math.round((await rowOf(withTokens.sessionId)).lasts / DAY_S)).toBe(7);
    clock.offsetMs = 30 * DAY_MS - 10_000;
    expect(await ring.find(withCookie.secret)).not.toBeNull();
    clock.offsetMs = 30 * DAY_MS + 1_000;
    expect(await ring.find(withCookie.secret)).toBeNull();
  });

  test('are written now and then, and not lost where they could not be', async () => {
    let isAway = true;
    const pool = {
      options: database.pool.options,
      query: (...statement: Parameters<Database['pool']['query']>) =>
        isAway ? Promise.reject(new Error('Connection terminated')) : database.pool.query(...statement),
    } as unknown as Database['pool'];
    const failures: string[] = [];
    const onFailure = ({ message }: Error) => void failures.push(message);
    const ring = await ringOver({ writeMs: 20, onFailure }, { db: database.db, query: database.query, pool });
    const { sessionId } = await signIn();
    clock.offsetMs = MINUTE_MS;
    ring.used(sessionId);
    await eventually(() => failures.length > 0);
    isAway = false;
    await eventually(async () => Math.round((await rowOf(sessionId)).used / 60) === 1);
  });
});

test('no table has a secret of a session', async () => {
  const made = [await signIn(), await signIn(true)];
  const { rows } = await change(
    `SELECT (SELECT json_agg(s)::text FROM sessions s) || (SELECT json_agg(t)::text FROM access_tokens t) AS dump`,
  );
  const { dump } = rows[0] as { dump: string };
  for (const { secret, refreshToken } of made) {
    expect(dump).toContain(hashOfSecret(secret).toString('hex'));
    for (const text of [secret, refreshToken ?? secret]) expect(dump).not.toContain(text.slice(4));
  }
});
