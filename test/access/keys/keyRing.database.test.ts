import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import { ApiKeys } from '../../../src/access/keys/apiKeys.js';
import { KeyRing, type KeyRingOptions } from '../../../src/access/keys/keyRing.js';
import type { FoundKey } from '../../../src/access/knownKeys.js';
import { newSecret } from '../../../src/access/keys/secret.js';
import type { Database } from '../../../src/database/database.js';
import { isPassing } from '../../../src/database/isPassing.js';
import { closeTestDatabases, openAgain, openTestDatabase } from '../../support/database/testDatabase.js';
import { eventually } from '../../support/time/eventually.js';

const SCOPES = ['SCORES_READ', 'WHAT_IF'] as const;
const KEY = { name: 'nightly', scopes: SCOPES, expiresInDays: 90, operationsPerMinute: 30 };
const HOUR_MS = 3_600_000;

let database: Database;
/** The same database, as another process sees it. */
let elsewhere: Database;
let owner: number;
const rings: KeyRing[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  elsewhere = await openAgain(database, {});
}, 60_000);
beforeEach(async () => {
  await elsewhere.pool.query('DELETE FROM api_keys; DELETE FROM users WHERE id > 0');
  const { rows } = await elsewhere.pool.query<{ id: number }>(
    `INSERT INTO users (email, name, role) VALUES ('asha@example.com', 'Asha', 'ANALYST') RETURNING id`,
  );
  owner = rows[0].id;
});
afterEach(async () => {
  for (const ring of rings.splice(0)) await ring.stop();
});
afterAll(closeTestDatabases);

async function ringOver(options: KeyRingOptions = {}): Promise<KeyRing> {
  const ring = new KeyRing(database, { retryMs: 10, ...options });
  rings.push(ring);
  await ring.start();
  return ring;
}

const keysElsewhere = () => new ApiKeys(elsewhere);
const change = (text: string, ...values: unknown[]) => elsewhere.pool.query(text, values);
/** What a ring finds without waiting. */
const findNow = (ring: KeyRing, secret: string): FoundKey | null => {
  const found = ring.find(secret);
  if (found instanceof Promise) throw new Error('expected a fresh copy');
  return found;
};
/** Ends the connections of the first process that listen. */
const endListening = () =>
  change(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'greyoak keys'`,
  );

describe('a ring finds', () => {
  test('a key with its owner by the secret, at once, and no key by any other', async () => {
    const { key, secret } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const ring = await ringOver();
    expect(findNow(ring, secret)).toEqual({
      apiKey: { id: key.id, scopes: SCOPES, operationsPerMinute: 30, shownPrefix: key.prefix },
      owner: { id: owner, role: 'ANALYST' },
      expiresAt: key.expiresAt,
    });
    // The same prefix with other digits, another secret, and a text that is none.
    const other = secret.slice(0, 12) + newSecret().slice(12);
    expect([other, newSecret(), secret.toLowerCase(), ''].map((text) => findNow(ring, text))).toEqual(
      Array(4).fill(null),
    );
  });

  test.each([
    ['revoked', 'UPDATE api_keys SET revoked_at = now()'],
    ['paused', 'UPDATE api_keys SET paused = true'],
    ['expired', `UPDATE api_keys SET expires_at = now() - interval '1 ms'`],
    ['of an inactive user', 'UPDATE users SET active = false WHERE id > 0'],
    ['of a deleted user', 'DELETE FROM users WHERE id > 0'],
  ])('no key that was %s by another process', async (_, statement) => {
    const { key, secret } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const ring = await ringOver();
    let changes = 0;
    ring.onChange(() => changes++);
    expect(findNow(ring, secret)?.apiKey.id).toBe(key.id);
    await change(statement);
    await eventually(async () => (await ring.find(secret)) === null);
    expect(changes).toBeGreaterThan(0);
  });

  test('the role of its owner and the ceiling of another process', async () => {
    const { key, secret } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const ring = await ringOver();
    await change(`UPDATE users SET role = 'VIEWER' WHERE id > 0`);
    await eventually(async () => (await ring.find(secret))?.owner.role === 'VIEWER');
    await keysElsewhere().update(key.id, owner, { operationsPerMinute: 5 }, NO_ACTOR);
    await eventually(async () => (await ring.find(secret))?.apiKey.operationsPerMinute === 5);
  });

  test('a change of its own process with the next request', async () => {
    const ring = await ringOver();
    const keys = new ApiKeys(database, () => ring.changed());
    const { key, secret } = await keys.create(owner, KEY, NO_ACTOR);
    expect((await ring.find(secret))?.apiKey.id).toBe(key.id);
    await keys.update(key.id, owner, { paused: true }, NO_ACTOR);
    expect(await ring.find(secret)).toBeNull();
    await keys.update(key.id, owner, { paused: false }, NO_ACTOR);
    expect((await ring.find(secret))?.apiKey.id).toBe(key.id);
    await keys.revoke(key.id, owner, NO_ACTOR);
    expect(await ring.find(secret)).toBeNull();
  });
});

describe('by the clock', () => {
  test('a key ends when it expires, and no second before', async () => {
    const { key, secret } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    let now = Date.now();
    const ring = await ringOver({ now: () => now });
    const end = key.expiresAt.getTime();
    const told = [-1_000, -1, 0, 1_000].map((difference) => {
      now = end + difference;
      return findNow(ring, secret)?.apiKey.id;
    });
    expect(told).toEqual([key.id, key.id, undefined, undefined]);
  });

  test('a former secret ends with the grace period, and is told from the newest', async () => {
    const { key, secret: former } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const rotated = await keysElsewhere().rotate(key.id, owner, 24, NO_ACTOR);
    const secret = String(rotated?.secret);
    let now = Date.now();
    const ring = await ringOver({ now: () => now });
    const end = Number(rotated?.formerUntil?.getTime());
    expect(Math.abs(end - now - 24 * HOUR_MS)).toBeLessThan(60_000);
    const told = [-1_000, 0, 1_000].map((difference) => {
      now = end + difference;
      return [former, secret].map((one) => findNow(ring, one)?.apiKey.shownPrefix);
    });
    expect(told).toEqual([
      [key.prefix, rotated?.key.prefix],
      [undefined, rotated?.key.prefix],
      [undefined, rotated?.key.prefix],
    ]);
    expect(findNow(ring, former)).toBeNull();
    expect(findNow(ring, secret)?.apiKey.id).toBe(key.id);
  });

  test('a key is found whose prefix is the former one of another key', async () => {
    const secrets = [newSecret(), newSecret()];
    // Of the first key, but for the end.
    secrets.push(secrets[0].slice(0, 12) + newSecret().slice(12));
    const keys = new ApiKeys(elsewhere, undefined, () => String(secrets.shift()));
    const [first] = secrets;
    const { key } = await keys.create(owner, KEY, NO_ACTOR);
    await keys.rotate(key.id, owner, 24, NO_ACTOR);
    const { key: other, secret } = await keys.create(owner, KEY, NO_ACTOR);
    const ring = await ringOver();
    expect([first, secret].map((one) => findNow(ring, one)?.apiKey.id)).toEqual([key.id, other.id]);
  });
});

describe('a secret whose prefix is taken', () => {
  /** Makes secrets with a prefix, and then others. */
  const secretsLike = (taken: string, times: number) => () =>
    times-- > 0 ? taken.slice(0, 12) + newSecret().slice(12) : newSecret();

  test('is replaced by another, for a new key and for a rotated one', async () => {
    const { key, secret: taken } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const made = await new ApiKeys(elsewhere, undefined, secretsLike(taken, 3)).create(owner, KEY, NO_ACTOR);
    const keys = new ApiKeys(elsewhere, undefined, secretsLike(taken, 3));
    const rotated = await keys.rotate(made.key.id, owner, 24, NO_ACTOR);
    const secrets = [taken, made.secret, String(rotated?.secret)];
    expect(new Set(secrets.map((secret) => secret.slice(0, 12))).size).toBe(3);
    const ring = await ringOver();
    expect(secrets.map((secret) => findNow(ring, secret)?.apiKey.id)).toEqual([
      key.id,
      made.key.id,
      made.key.id,
    ]);
  });

  test('fails, with nothing stored, where there is never another', async () => {
    const { secret: taken } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const keys = new ApiKeys(elsewhere, undefined, secretsLike(taken, Infinity));
    await expect(keys.create(owner, KEY, NO_ACTOR)).rejects.toThrow('api_keys_prefix_key');
    expect((await change('SELECT FROM api_keys')).rowCount).toBe(1);
  });
});

describe('a ring that hears nothing', () => {
  test('asks the database once its copy is too old', async () => {
    const { key, secret } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const ring = await ringOver({ freshMs: 0 });
    const found = ring.find(secret);
    expect(found).toBeInstanceOf(Promise);
    expect((await found)?.apiKey.id).toBe(key.id);
  });

  test('reads again when it listens again, as it may have missed a change', async () => {
    const { secret } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    // Neither a heartbeat nor the age of the copy makes it read.
    const ring = await ringOver({ freshMs: 600_000, heartbeatMs: 600_000, retryMs: 50 });
    expect(findNow(ring, secret)).not.toBeNull();
    await Promise.all([endListening(), change('UPDATE api_keys SET paused = true')]);
    await eventually(async () => (await ring.find(secret)) === null);
  });

  test('rejects while the database does not answer, and answers nothing from its old copy', async () => {
    const { key, secret } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    let isAway = false;
    const query: Database['query'] = (...statement) =>
      isAway ? Promise.reject(new Error('Connection terminated unexpectedly')) : database.query(...statement);
    const ring = new KeyRing({ pool: database.pool, query }, { freshMs: 0 });
    expect((await ring.find(secret))?.apiKey.id).toBe(key.id);
    isAway = true;
    for (const asked of [ring.find(secret), ring.find(newSecret())]) {
      const error: unknown = await Promise.resolve(asked).catch((reason: unknown) => reason);
      expect([error, isPassing(error)]).toEqual([expect.any(Error), true]);
    }
    // What cannot be a secret needs no database.
    expect(ring.find('gok_')).toBeNull();
    isAway = false;
    expect((await ring.find(secret))?.apiKey.id).toBe(key.id);
  });
});

describe('uses', () => {
  const usesOf = async (id: number) =>
    (await change('SELECT use_count, last_used_at, last_used_address FROM api_keys WHERE id = $1', id))
      .rows[0] as Readonly<Record<string, unknown>>;

  test('are written together, with the last time and address, now and then and at the stop', async () => {
    const keys = await Promise.all(
      [1, 2].map(async () => (await keysElsewhere().create(owner, KEY, NO_ACTOR)).key.id),
    );
    let now = Date.parse('2026-11-20T10:00:00Z');
    const ring = await ringOver({ now: () => now, writeMs: 50 });
    for (let k = 0; k < 3; k++) ring.used(keys[0], `192.0.2.${k}`);
    await eventually(async () => (await usesOf(keys[0]))['use_count'] === 3);
    now += 1_000;
    for (const id of keys) ring.used(id, '2001:db8::1');
    await ring.stop();
    const last = { last_used_at: new Date(now), last_used_address: '2001:db8::1' };
    expect(await Promise.all(keys.map(usesOf))).toEqual([
      { use_count: 4, ...last },
      { use_count: 1, ...last },
    ]);
  });

  test('are not lost where they could not be written, nor does an older one replace the last', async () => {
    const { key } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    let isAway = true;
    const pool = {
      ...database.pool,
      options: database.pool.options,
      query: (...statement: Parameters<Database['pool']['query']>) =>
        isAway ? Promise.reject(new Error('Connection terminated')) : database.pool.query(...statement),
    } as unknown as Database['pool'];
    let now = Date.parse('2026-11-20T10:00:00Z');
    const failures: string[] = [];
    const ring = new KeyRing(
      { pool, query: database.query },
      { now: () => now, onFailure: ({ message }) => failures.push(message) },
    );
    ring.used(key.id, '192.0.2.1');
    await ring.stop();
    expect(failures).toEqual(['Connection terminated']);
    isAway = false;
    await change(
      `UPDATE api_keys SET last_used_at = '2026-11-21T10:00:00Z', last_used_address = '192.0.2.9' WHERE id = $1`,
      key.id,
    );
    now += 1_000;
    ring.used(key.id, '192.0.2.2');
    await ring.stop();
    expect(await usesOf(key.id)).toEqual({
      use_count: 2,
      last_used_at: new Date('2026-11-21T10:00:00Z'),
      last_used_address: '192.0.2.9',
    });
  });

  test('tell no process to read the keys again', async () => {
    const { key } = await keysElsewhere().create(owner, KEY, NO_ACTOR);
    const ring = await ringOver();
    let changes = 0;
    ring.onChange(() => changes++);
    const other = new KeyRing(elsewhere);
    other.used(key.id, '192.0.2.1');
    await other.stop();
    // A notification that comes later than one of the uses would.
    await change(`UPDATE users SET role = 'ADMIN' WHERE id > 0`);
    await eventually(() => changes > 0);
    expect(changes).toBe(1);
  });
});
