/** Signing in, and the delays of wrong guesses, over a store. Hashes are cheap here. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_ACTOR, type Actor } from '../../../src/access/audit/auditEntry.js';
import { AuthKey } from '../../../src/access/authKey.js';
import { hashPassword } from '../../../src/access/passwords/hashPassword.js';
import { TooManyHashes } from '../../../src/access/passwords/tooManyHashes.js';
import { SignIn } from '../../../src/access/signIn/signIn.js';
import type { Database } from '../../../src/database/database.js';
import { DatabaseClock } from '../../../src/database/databaseClock.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const PASSWORD = 'correct horse battery';
const HERE = '192.0.2.1';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let database: Database;
let stored: string;
const clock = new DatabaseClock();
let signIn: SignIn;
/** The entries of the audit are there to stay, those of former tests too. */
let entriesBefore: number;

beforeAll(async () => {
  database = await openTestDatabase();
  stored = await hashPassword(PASSWORD, CHEAP);
  signIn = new SignIn({ database, clock, authKey: new AuthKey(randomBytes(32)), parameters: CHEAP });
}, 60_000);
beforeEach(async () => {
  clock.offsetMs = 0;
  await database.pool.query('DELETE FROM users WHERE id > 0; DELETE FROM sign_in_tries');
  const [{ last }] = await rowsOf('SELECT coalesce(max(id), 0) AS last FROM audit_entries');
  entriesBefore = Number(last);
});
afterAll(closeTestDatabases);

interface UserOptions {
  readonly hash?: string | null;
  readonly active?: boolean;
}

async function addUser(email: string, { hash = stored, active = true }: UserOptions = {}): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO users (email, name, role, password_hash, active) VALUES ($1, 'Asha', 'VIEWER', $2, $3) RETURNING id`,
    [email, hash, active],
  );
  return rows[0].id;
}

const at = (address: string): Actor => ({ ...NO_ACTOR, address, operationName: 'SignIn' });

function attempt(email: string, password: string, address = HERE) {
  return signIn.signIn({ email, password, cookie: false, userAgent: 'tests' }, at(address));
}

async function outcomes(count: number, one: (k: number) => ReturnType<typeof attempt>): Promise<string[]> {
  const seen: string[] = [];
  for (let k = 0; k < count; k++) seen.push((await one(k)).outcome);
  return seen;
}

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

const rowsOf = async (text: string) => (await database.pool.query<Record<string, unknown>>(text)).rows;
const entries = () =>
  rowsOf(
    `SELECT action, result, user_id, address, operation_name, subject FROM audit_entries WHERE id > ${entriesBefore}
     ORDER BY id`,
  );

describe('signing in', () => {
  test('opens a session, notes when and from where, and records it', async () => {
    const id = await addUser('Asha@example.com');
    const result = await attempt('  aSHA@example.COM ', PASSWORD);
    if (result.outcome !== 'SIGNED_IN') throw new Error(`expected a session, got ${result.outcome}`);
    expect(result.user).toMatchObject({ id, email: 'Asha@example.com' });
    expect(result.session).toMatchObject({ ownerId: id, address: HERE, userAgent: 'tests' });
    expect(result.credentials).toMatchObject({ sessionId: result.session.id, cookie: null });
    expect(result.credentials.accessToken).toMatch(/^goa_/);
    expect(result.credentials.refreshToken).toMatch(/^gor_/);
    expect(await rowsOf('SELECT last_sign_in_at IS NOT NULL AS known FROM users WHERE id > 0')).toEqual([
      { known: true },
    ]);
    expect(await rowsOf('SELECT * FROM sign_in_tries')).toEqual([]);
    expect(await rowsOf('SELECT user_id, network FROM sign_in_addresses')).toEqual([
      { user_id: id, network: HERE },
    ]);
    expect(await entries()).toEqual([
      {
        ...{ action: 'SIGN_IN', result: 'DONE', user_id: id, address: HERE, operation_name: 'SignIn' },
        subject: `Session:${result.session.id}`,
      },
    ]);
  });

  test.each([
    ['an unknown user', {}, 'other@example.com', PASSWORD],
    ['a wrong password', {}, 'asha@example.com', 'wrong horse battery'],
    ['a user without a password', { hash: null }, 'asha@example.com', PASSWORD],
    ['an inactive user', { active: false }, 'asha@example.com', PASSWORD],
    ['an e-mail that is none', {}, '\0', PASSWORD],
    ['an e-mail that is too long', {}, 'x'.repeat(100_000), PASSWORD],
    ['an empty e-mail, which the built-in user is not found by', {}, '', PASSWORD],
    ['an empty password', {}, 'asha@example.com', ''],
    ['a huge password', {}, 'asha@example.com', 'x'.repeat(100_000)],
  ])('refuses %s with the same statements', async (what, user, email, password) => {
    // An address of its own, because an address has one entry of the audit a minute.
    const address = `of ${what}`;
    const id = await addUser('asha@example.com', user);
    const statements: string[] = [];
    const counting = new SignIn({
      ...{ clock, authKey: new AuthKey(randomBytes(32)), parameters: CHEAP },
      database: { db: database.db, writers: recording(statements) },
    });
    const request = { email, password, cookie: false, userAgent: null };
    expect(await counting.signIn(request, at(address))).toEqual({ outcome: 'WRONG' });
    expect(statements).toEqual([
      expect.stringMatching(/^select .* from "users"/),
      expect.stringContaining('count_sign_in_try'),
      'BEGIN',
      expect.stringContaining('pg_advisory_xact_lock'),
      expect.stringMatching(/^UPDATE sign_in_tries/),
      expect.stringMatching(/^INSERT INTO audit_entries/),
      'COMMIT',
    ]);
    const isKnown = email === 'asha@example.com';
    expect(await entries()).toMatchObject([
      { action: 'SIGN_IN', result: 'DENIED', user_id: isKnown ? id : null, address },
    ]);
    expect(await rowsOf('SELECT failed FROM sign_in_tries')).toEqual([{ failed: true }]);
    expect(await rowsOf('SELECT * FROM sessions')).toEqual([]);
  });

  test('stores a stronger hash in place of a weak one', async () => {
    await addUser('asha@example.com');
    const strong = { ...CHEAP, memoryCost: 16 };
    const parts = { database, clock, authKey: new AuthKey(randomBytes(32)) };
    const request = { email: 'asha@example.com', password: PASSWORD, cookie: true, userAgent: null };
    for (let k = 0; k < 2; k++) {
      const result = await new SignIn({ ...parts, parameters: strong }).signIn(request, at(HERE));
      expect(result).toMatchObject({ outcome: 'SIGNED_IN', credentials: { accessToken: null } });
      const [{ password_hash: hash }] = await rowsOf('SELECT password_hash FROM users WHERE id > 0');
      expect(hash).toContain('$m=16,t=1,p=1$');
    }
  });

  test('keeps one entry of the audit for an address and minute without a user', async () => {
    const id = await addUser('asha@example.com');
    for (const address of ['192.0.2.8', '192.0.2.9']) {
      await Promise.allSettled(times(2, 0).map((_, k) => attempt(`nobody${k}@example.com`, 'x', address)));
      await attempt('nobody@example.com', 'x', address);
      await attempt('asha@example.com', 'x', address);
      await attempt('asha@example.com', 'x', address);
    }
    const seen = (await entries()).map(({ user_id: user, address }) => [user, address]);
    // At the turn of a minute there is one more of each address.
    expect(new Set(seen.map(String)).size).toBe(4);
    expect(seen.filter(([user]) => user === id)).toHaveLength(4);
    expect(seen.filter(([user]) => user === null).length).toBeLessThanOrEqual(4);
  });
});

/** Connections that note their statements. */
function recording(statements: string[]): Database['writers'] {
  const during: Database['writers']['during'] = (signal) =>
    ({
      connect: async () => {
        const client = await database.writers.during(signal).connect();
        const query = client.query.bind(client) as (...args: unknown[]) => unknown;
        const noted = (...args: unknown[]) => {
          statements.push(String(args[0]));
          return query(...args);
        };
        return new Proxy(client, {
          get: (target, key) => (key === 'query' ? noted : (Reflect.get(target, key, target) as unknown)),
        });
      },
    }) as ReturnType<Database['writers']['during']>;
  return { during } as Database['writers'];
}

describe('wrong guesses', () => {
  test.each([
    ['a user', 'asha@example.com'],
    ['an unknown e-mail', 'nobody@example.com'],
  ])('at %s from an address wait for 15 minutes after five', async (_whose, email) => {
    await addUser('asha@example.com');
    expect(await outcomes(5, () => attempt(email, 'x'))).toEqual(times(5, 'WRONG'));
    const delayed = await attempt(email.toUpperCase(), PASSWORD);
    expect(delayed).toMatchObject({ outcome: 'DELAYED' });
    if (delayed.outcome === 'DELAYED') {
      expect(delayed.retryAfter).toBeGreaterThan(800);
      expect(delayed.retryAfter).toBeLessThanOrEqual(900);
    }
    // What is refused neither counts nor is recorded.
    expect(await rowsOf('SELECT * FROM sign_in_tries')).toHaveLength(5);
    clock.offsetMs = 14 * MINUTE_MS;
    expect((await attempt(email, PASSWORD)).outcome).toBe('DELAYED');
    clock.offsetMs = 15 * MINUTE_MS + 5_000;
    const isKnown = email === 'asha@example.com';
    expect((await attempt(email, PASSWORD)).outcome).toBe(isKnown ? 'SIGNED_IN' : 'WRONG');
  });

  test('at an account do not delay other addresses, nor other accounts', async () => {
    await addUser('asha@example.com');
    await addUser('ravi@example.com');
    await outcomes(6, () => attempt('asha@example.com', 'x', '2001:db8::1'));
    expect((await attempt('asha@example.com', PASSWORD, '2001:db8::2')).outcome).toBe('DELAYED');
    expect((await attempt('asha@example.com', PASSWORD, '2001:db8:0:1::1')).outcome).toBe('SIGNED_IN');
    expect((await attempt('ravi@example.com', PASSWORD, '2001:db8::1')).outcome).toBe('SIGNED_IN');
  });

  test('that are older than 15 minutes do not count', async () => {
    await addUser('asha@example.com');
    await outcomes(4, () => attempt('asha@example.com', 'x'));
    clock.offsetMs = 16 * MINUTE_MS;
    expect(await outcomes(4, () => attempt('asha@example.com', 'x'))).toEqual(times(4, 'WRONG'));
    expect((await attempt('asha@example.com', PASSWORD)).outcome).toBe('SIGNED_IN');
  });

  test('of an address over all accounts wait after twenty', async () => {
    await addUser('asha@example.com');
    const seen = await outcomes(21, (k) => attempt(`nobody${k}@example.com`, 'x'));
    expect(seen).toEqual([...times(20, 'WRONG'), 'DELAYED']);
    expect((await attempt('asha@example.com', PASSWORD)).outcome).toBe('DELAYED');
    expect((await attempt('asha@example.com', PASSWORD, '192.0.2.2')).outcome).toBe('SIGNED_IN');
  });

  test('of an account from many addresses delay only those that it never signed in from', async () => {
    await addUser('asha@example.com');
    expect((await attempt('asha@example.com', PASSWORD)).outcome).toBe('SIGNED_IN');
    const seen = await outcomes(51, (k) => attempt('asha@example.com', 'x', `198.51.100.${k}`));
    expect(seen).toEqual([...times(50, 'WRONG'), 'DELAYED']);
    expect((await attempt('asha@example.com', PASSWORD, '203.0.113.1')).outcome).toBe('DELAYED');
    expect((await attempt('asha@example.com', PASSWORD)).outcome).toBe('SIGNED_IN');
    // It is a delay, and no lock.
    clock.offsetMs = 16 * MINUTE_MS;
    expect((await attempt('asha@example.com', 'x', '203.0.113.1')).outcome).toBe('WRONG');
    expect((await attempt('asha@example.com', PASSWORD, '203.0.113.2')).outcome).toBe('DELAYED');
  });

  test('of a day ago are removed', async () => {
    await outcomes(5, () => attempt('nobody@example.com', 'x'));
    clock.offsetMs = DAY_MS + MINUTE_MS;
    await attempt('nobody@example.com', 'x');
    expect(await rowsOf('SELECT * FROM sign_in_tries')).toHaveLength(1);
  });

  test('that are sent at once are checked five times at most', async () => {
    await addUser('asha@example.com');
    const tries = await Promise.allSettled(times(20, 0).map(() => attempt('asha@example.com', 'x')));
    const kinds = tries.map((one) => (one.status === 'fulfilled' ? one.value.outcome : one.reason));
    const wrong = kinds.filter((kind) => kind === 'WRONG').length;
    expect(wrong).toBeLessThanOrEqual(5);
    for (const kind of kinds) {
      if (typeof kind !== 'string') expect(kind).toBeInstanceOf(TooManyHashes);
    }
    // A try that was not hashed is taken back.
    expect(await rowsOf('SELECT * FROM sign_in_tries')).toHaveLength(wrong);
  });

  test('leave no e-mail and no password in a table', async () => {
    await addUser('asha@example.com');
    await attempt('secret.person@example.com', 'hidden words of mine');
    await attempt('asha@example.com', PASSWORD);
    const tables = await rowsOf(
      `SELECT row_to_json(t)::text AS row FROM sign_in_tries t UNION ALL SELECT row_to_json(t)::text FROM audit_entries t
       UNION ALL SELECT row_to_json(t)::text FROM users t UNION ALL SELECT row_to_json(t)::text FROM sessions t`,
    );
    const text = tables.map(({ row }) => String(row)).join('\n');
    for (const secret of ['secret.person', 'hidden', 'battery', 'goa_', 'gor_']) {
      expect(text).not.toContain(secret);
    }
  });
});

test('four kinds of refusals take as long, by their medians and the spread of each', async () => {
  const ROUNDS = 40;
  const kinds = ['unknown', 'wrong', 'inactive', 'empty'] as const;
  const taken = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
  for (let k = 0; k < ROUNDS; k++) {
    for (const kind of kinds) {
      const email = `${kind}${k}@example.com`;
      if (kind !== 'unknown') {
        await addUser(email, { active: kind !== 'inactive', hash: kind === 'empty' ? null : stored });
      }
      const began = performance.now();
      const { outcome } = await attempt(email, 'wrong horse', `10.${kinds.indexOf(kind)}.0.${k}`);
      taken.get(kind)?.push(performance.now() - began);
      expect(outcome).toBe('WRONG');
    }
  }
  const all = [...taken.values()];
  const medians = all.map(quantile(0.5));
  // Noise: the distance between the quartiles of one kind.
  const noise = Math.max(...all.map((values) => quantile(0.75)(values) - quantile(0.25)(values)));
  expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(noise);
}, 30_000);

const quantile = (part: number) => (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];
