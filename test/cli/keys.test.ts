import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { columnsOf } from '../../src/cli/columnsOf.js';
import { hashOfSecret } from '../../src/access/secrets.js';
import { EXIT } from '../../src/cli/exitCodes.js';
import { KeyRing } from '../../src/access/keys/keyRing.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
beforeEach(async () => {
  await database.pool.query('DELETE FROM api_keys; DELETE FROM users WHERE id > 0');
});
afterAll(closeTestDatabases);

/** Runs a command line, in which a plus stands for a blank within a word. */
function greyoak(line: string) {
  const args = line.split(' ').map((word) => word.replaceAll('+', ' '));
  return run(args, { env: { DATABASE_URL: String(database.pool.options.connectionString) } });
}

async function refusal(line: string): Promise<string> {
  const { code, out, err } = await greyoak(line);
  expect([code, out]).toEqual([EXIT.FAILED, '']);
  return err;
}

/** Returns what a new ring, as of another process, finds by the line that a command printed. */
async function found(out: string) {
  return new KeyRing(database).find(out.trimEnd());
}

describe('greyoak users', () => {
  test('adds users of each role, and lists them with the built-in one', async () => {
    const { code, out, err } = await greyoak('users add asha@example.com --name Asha+Rao');
    expect({ code, out }).toEqual({ code: EXIT.DONE, out: expect.stringMatching(/^gol_\w{43}\n$/) });
    expect(err).toMatch(/^Added user \d+: asha@example.com \(Asha Rao\), VIEWER\.\n/);
    expect(err).toContain('setPassword(token: $token, password: $password)');
    const closes = 'a service that was open, because its store had none, is closed from now on';
    expect(err).toContain(closes);
    expect(err).not.toContain(out.trim());
    await greyoak('users add ravi@example.com --name Ravi --role TRADER');
    expect((await greyoak('users add mira@example.com --name Mira --admin')).err).not.toContain(closes);
    await database.pool.query(`UPDATE users SET last_sign_in_at = '2026-03-02T10:00Z' WHERE name = 'Ravi'`);
    const lines = (await greyoak('users list')).out.trimEnd().split('\n');
    expect(lines.map((line) => line.trim().split(/ {2,}/).at(6))).toEqual([
      'Last sign-in',
      ...['–', '–', '2026-03-02', '–'],
    ]);
    expect(lines.map((line) => line.trim().split(/ {2,}/).slice(1, 5))).toEqual([
      ['E-mail', 'Name', 'Role', 'Active'],
      ['–', 'local', 'ADMIN', 'yes'],
      ['asha@example.com', 'Asha Rao', 'VIEWER', 'yes'],
      ['ravi@example.com', 'Ravi', 'TRADER', 'yes'],
      ['mira@example.com', 'Mira', 'ADMIN', 'yes'],
    ]);
  });

  test('makes another password link, which ends the one before', async () => {
    const { out: first } = await greyoak('users add asha@example.com --name Asha');
    const { code, out, err } = await greyoak('users reset ASHA@example.com');
    expect({ code, out }).toEqual({ code: EXIT.DONE, out: expect.stringMatching(/^gol_\w{43}\n$/) });
    expect(out).not.toBe(first);
    expect(err).not.toContain(out.trim());
    const { rows } = await database.pool.query<{ hash: Buffer }>('SELECT hash FROM password_links');
    expect(rows).toEqual([{ hash: hashOfSecret(out.trim()) }]);
    expect(await refusal('users reset nobody@example.com')).toContain(
      'Expected the e-mail address of a user',
    );
  });

  test('forgets the wrong passwords of one user', async () => {
    await greyoak('users add asha@example.com --name Asha');
    await database.pool.query(
      `INSERT INTO sign_in_tries (account, network, user_id, at)
       SELECT sha256('x'), '192.0.2.1', id, now() FROM users WHERE id > 0
       UNION ALL SELECT sha256('y'), '192.0.2.1', NULL, now()`,
    );
    const { code, out, err } = await greyoak('users unlock asha@example.com');
    expect({ code, out, err }).toEqual({
      ...{ code: EXIT.DONE, out: '' },
      err: 'Forgot 1 wrong passwords of asha@example.com.\n',
    });
    const { rows } = await database.pool.query('SELECT user_id FROM sign_in_tries');
    expect(rows).toEqual([{ user_id: null }]);
  });

  test('refuses an e-mail that is taken in other letters, one that is none, and a bad name', async () => {
    await greyoak('users add Asha@example.com --name Asha');
    expect(await refusal('users add aSHA@Example.COM --name Other')).toContain(
      'Expected an e-mail address of no other user, got "aSHA@Example.COM"',
    );
    for (const email of [
      'asha',
      'asha@',
      '@example.com',
      'a+b@example.com',
      `${'a'.repeat(250)}@example.com`,
    ]) {
      expect(await refusal(`users add ${email} --name Asha`)).toContain('Expected an e-mail address such as');
    }
    expect(await refusal('users add b@example.com --name +')).toContain('Expected the name of a user');
  });

  test.each([
    ['blanks of Braille', '\u2800'],
    ['a filler of Hangul', 'a\u3164'],
    ['a joiner that combines', 'a\u034f'],
    ['a selector without an emoji', '\ufe0f'],
    ['an accent alone', '\u0301'],
    ['a right-to-left override', 'a\u202eb'],
    ['an escape', 'a\u001b[2J'],
    ['101 emoji', '🦚'.repeat(101)],
    ['accents that reach the lines above', `a${'\u0301'.repeat(9)}`],
  ])('refuses a name of %s', async (_what, name) => {
    expect(await refusal(`users add b@example.com --name ${name}`)).toContain(
      'Expected the name of a user to have 1 to 100 characters that print',
    );
  });

  test('lists wide names, and others below them', async () => {
    for (const [k, name] of [
      '🪷'.repeat(100),
      'क्षत्रिया',
      '日本語',
      '❤️+Ltd',
      'ngữ'.normalize('NFD'),
    ].entries()) {
      await greyoak(`users add user${k}@example.com --name ${name}`);
    }
    const lines = (await greyoak('users list')).out.trimEnd().split('\n');
    const before = lines.map((line) => columnsOf(/^(.*?)(?:Role|ADMIN|VIEWER) /u.exec(line)?.[1] ?? ''));
    expect(lines).toHaveLength(7);
    expect(new Set(before).size).toBe(1);
  });

  test.each([
    ['no name', 'users add a@example.com', ''],
    ['an unknown role', 'users add a@example.com --name A --role BOSS', ''],
    ['an unknown role for a user', 'users role a@example.com BOSS', ''],
    ['two roles', 'users add a@example.com --name A --role VIEWER --admin', ''],
    [
      'an unknown command',
      'users remove a@example.com',
      'expected one of add, list, role, deactivate, activate, delete, reset, unlock, adopt; ',
    ],
  ])('ends as wrong usage with %s', async (_, line, hint) => {
    const { code, err } = await greyoak(line);
    expect([code, err]).toEqual([
      EXIT.USAGE,
      expect.stringContaining(`(${hint}add --help to see what is expected)`),
    ]);
  });

  test('changes the role and the state of a user, and deletes it only with --yes', async () => {
    await greyoak('users add asha@example.com --name Asha --admin');
    await greyoak('users add ravi@example.com --name Ravi');
    const changed = async (line: string) => (await greyoak(line)).out.replace(/\d+/, 'N');
    const ravi = 'Changed user N: ravi@example.com (Ravi)';
    expect(await changed('users role RAVI@example.com TRADER')).toBe(`${ravi}, TRADER, active.\n`);
    expect(await changed('users deactivate ravi@example.com')).toBe(`${ravi}, TRADER, not active.\n`);
    expect(await changed('users activate ravi@example.com')).toBe(`${ravi}, TRADER, active.\n`);
    const { out: secret } = await greyoak('keys add --owner ravi@example.com --name a --scope SCORES_READ');
    expect(await refusal('users delete ravi@example.com')).toContain('Expected --yes to delete user');
    expect((await found(secret))?.owner.role).toBe('TRADER');
    expect(await changed('users delete ravi@example.com --yes')).toBe(
      'Deleted user N: ravi@example.com (Ravi). Its API keys are revoked.\n',
    );
    expect(await found(secret)).toBeNull();
    expect(await refusal('users role ravi@example.com ADMIN')).toContain(
      'Expected the e-mail address of a user',
    );
    for (const line of [
      'role asha@example.com TRADER',
      'deactivate asha@example.com',
      'delete asha@example.com --yes',
    ]) {
      expect(await refusal(`users ${line}`)).toContain('Expected another active administrator to remain');
    }
    const { rows } = await database.pool.query(
      `SELECT action, user_id, address, details->>'fields' AS fields FROM audit_entries
       WHERE action LIKE 'USER_%' ORDER BY id DESC LIMIT 4`,
    );
    const entry = { user_id: null, address: null };
    expect(rows).toEqual([
      { ...entry, action: 'USER_DELETED', fields: null },
      { ...entry, action: 'USER_CHANGED', fields: 'active' },
      { ...entry, action: 'USER_CHANGED', fields: 'active' },
      { ...entry, action: 'USER_CHANGED', fields: 'role' },
    ]);
  });

  test('adopt hands over what the built-in user owns', async () => {
    await greyoak('users add asha@example.com --name Asha');
    const { out: secret } = await greyoak('keys add --owner local --name a --scope SCORES_READ');
    await greyoak('keys add --owner local --name b --scope RUNS_WRITE');
    expect(await greyoak('users adopt ASHA@example.com')).toEqual({
      ...{ code: EXIT.DONE, err: '' },
      out: 'Handed over to ASHA@example.com: API keys 2.\n',
    });
    // Neither has more than its new owner.
    expect((await found(secret))?.owner.role).toBe('VIEWER');
    expect(await refusal('users adopt other@example.com')).toContain('Expected the e-mail address of a user');
  });
});

describe('greyoak keys', () => {
  const ADD = 'keys add --owner local --name nightly --scope SCORES_READ';
  const idOf = (err: string): string => /API key (\d+)/.exec(err)?.[1] ?? '';

  test('add prints the secret alone on stdout, and all else on stderr', async () => {
    await greyoak('users add asha@example.com --name Asha --role TRADER');
    const { code, out, err } = await greyoak(
      'keys add --owner ASHA@example.com --name nightly+export --scope SCORES_READ --scope WHAT_IF --days 7 --per-minute 5',
    );
    expect([code, out]).toEqual([EXIT.DONE, expect.stringMatching(/^gok_[0-9A-Za-z]{43}\n$/)]);
    expect(err.replace(/\d+/, 'N').replace(/\d{4}-\S+Z/, 'T')).toBe(
      'API key N, "nightly export", of Asha: active, until T, for SCORES_READ WHAT_IF. Its secret is shown only now:\n',
    );
    expect(err).not.toContain(out.trimEnd());
    expect((await found(out))?.apiKey).toMatchObject({ operationsPerMinute: 5 });
  });

  test('list shows the state of each key, and no secret', async () => {
    const { out: secret, err } = await greyoak(ADD);
    expect(err).toContain('"nightly", of local: active');
    const id = idOf(err);
    expect((await greyoak(`keys pause ${id}`)).err).toContain('paused');
    expect(await found(secret)).toBeNull();
    expect((await greyoak(`keys resume ${id}`)).err).toContain('active');
    expect((await found(secret))?.apiKey.id).toBe(Number(id));
    const { out: listed } = await greyoak('keys list');
    expect(listed).toContain(`gok_${secret.slice(4, 12)}…`);
    expect(listed).not.toContain(secret.slice(4, 13));
    expect((await greyoak(`keys revoke ${id}`)).err).toContain('revoked');
    expect(await found(secret)).toBeNull();
    expect(await refusal(`keys resume ${id}`)).toContain('Expected an API key that is not revoked');
  });

  test('rotate prints another secret, and the former one works as long as is asked', async () => {
    const { out: first, err } = await greyoak(ADD);
    const second = await greyoak(`keys rotate ${idOf(err)}`);
    expect(second.err).toContain('The former secret works until');
    expect([(await found(first))?.apiKey.id, (await found(second.out))?.apiKey.id]).toEqual([
      Number(idOf(err)),
      Number(idOf(err)),
    ]);
    const { out: third } = await greyoak(`keys rotate ${idOf(err)} --grace-hours 0`);
    expect([await found(second.out), (await found(third))?.apiKey.id]).toEqual([null, Number(idOf(err))]);
  });

  test('refuses owners, days, scopes and numbers that cannot be', async () => {
    await greyoak('users add asha@example.com --name Asha');
    expect(await refusal(`${ADD} --days 366`)).toContain('Expected expiresInDays');
    expect(await refusal(`${ADD} --per-minute 0`)).toContain('Expected operationsPerMinute');
    expect(await refusal(ADD.replace('local', 'other@example.com'))).toContain(
      'Expected the e-mail address of',
    );
    const above = ADD.replace('local', 'asha@example.com').replace('SCORES_READ', 'RUNS_WRITE');
    expect(await refusal(above)).toContain('whose role is VIEWER, got RUNS_WRITE');
    expect(await refusal('keys revoke 999')).toContain('Expected the number of an API key, got 999');
    for (const line of [
      'keys revoke one',
      'keys rotate -1',
      `${ADD} --days x`,
      ADD.replace('SCORES_READ', 'KEYS'),
    ]) {
      expect((await greyoak(line)).code).toBe(EXIT.USAGE);
    }
  });
});

test('an embedded store that a service uses is listed and changed, and the service stays', async () => {
  const home = await temporaryFolder();
  const service = await openDatabase({ home, isDisposable: true, isShared: true });
  try {
    service.share();
    const env = { GREYOAK_HOME: home };
    const added = await run(['users', 'add', 'asha@example.com', '--name', 'Asha'], { env });
    expect(added).toMatchObject({ code: EXIT.DONE, out: expect.stringMatching(/^gol_/) });
    const { code, out, err } = await run(['users', 'list'], { env });
    expect({ code, err }).toEqual({ code: EXIT.DONE, err: '' });
    expect(out).toContain('asha@example.com');
    const { rows } = await service.pool.query('SELECT email FROM users WHERE id > 0');
    expect(rows).toEqual([{ email: 'asha@example.com' }]);
  } finally {
    await service.close();
    await remove(home);
  }
}, 30_000);
