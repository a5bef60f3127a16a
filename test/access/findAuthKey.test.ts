import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { readAuthKey } from '../../src/access/authKey.js';
import { findAuthKey, refuseMissingAuthKey } from '../../src/access/findAuthKey.js';
import { readSettings } from '../../src/settings.js';
import { TEST_AUTH_KEY, testAuthKey } from '../support/access/testAuthKey.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const URL = 'postgres://greyoak@127.0.0.1/greyoak';
const base64 = (bytes: readonly number[]) => Buffer.from(bytes).toString('base64');
const settingsOf = (env: Readonly<Record<string, string>>) => readSettings(env);
const codeOf = (key: { hmac: typeof testAuthKey.hmac }) => key.hmac('audit', 'text').toString('hex');

describe('AUTH_KEY', () => {
  test('is read as base64 of 32 bytes', () => {
    const { authKey } = settingsOf({ AUTH_KEY: TEST_AUTH_KEY }).access;
    expect(authKey && codeOf(authKey)).toBe(codeOf(testAuthKey));
  });

  test.each([
    ['a word', 'geheim'],
    ['31 bytes', Buffer.from(TEST_AUTH_KEY, 'base64').subarray(1).toString('base64')],
    ['33 bytes', base64([...Buffer.from(TEST_AUTH_KEY, 'base64'), 7])],
    ['no padding', TEST_AUTH_KEY.slice(0, -1)],
    ['the alphabet of URLs', '-_'.repeat(21) + '-='],
    ['blanks around it', ` ${TEST_AUTH_KEY}`],
    ['hexadecimal digits', Buffer.from(TEST_AUTH_KEY, 'base64').toString('hex')],
    ['equal bytes', base64(Array<number>(32).fill(7))],
    ['two bytes in turn', base64(Array.from({ length: 32 }, (_, k) => k % 2))],
    ['bytes that count up', base64(Array.from({ length: 32 }, (_, k) => k))],
    ['bytes that count down', base64(Array.from({ length: 32 }, (_, k) => 200 - k))],
    ['a text', Buffer.from('the quick brown fox jumps over 1').toString('base64')],
  ])('is refused for %s, which no message shows', (_, text) => {
    const read = () => settingsOf({ AUTH_KEY: text });
    expect(read).toThrow('AUTH_KEY: expected 32 random bytes as base64');
    expect(read).not.toThrow(text.trim());
  });

  test('is not shown where settings are printed', () => {
    const settings = settingsOf({ AUTH_KEY: TEST_AUTH_KEY });
    const bytes = Buffer.from(TEST_AUTH_KEY, 'base64').toString('hex').match(/../g)?.join(' ') ?? '';
    const shown = inspect(settings, { depth: 9, showHidden: true }) + JSON.stringify(settings);
    for (const text of [TEST_AUTH_KEY, bytes.slice(0, 30)]) expect(shown).not.toContain(text);
  });

  test('is needed with DATABASE_URL, unless access is open', () => {
    const start = (env: Readonly<Record<string, string>>) => () => refuseMissingAuthKey(settingsOf(env));
    expect(start({ DATABASE_URL: URL })).toThrow(/AUTH_KEY.*openssl rand -base64 32/);
    expect(start({ DATABASE_URL: URL, ACCESS: 'closed' })).toThrow('Expected AUTH_KEY');
    expect(start({ DATABASE_URL: URL, AUTH_KEY: TEST_AUTH_KEY })).not.toThrow();
    expect(start({ DATABASE_URL: URL, ACCESS: 'open' })).not.toThrow();
    expect(start({ ACCESS: 'closed' })).not.toThrow();
  });
});

describe('without it, the file of the home', () => {
  const homeWith = async (text?: string, mode = 0o600) => {
    const home = await temporaryFolder();
    const path = join(home, 'auth-key');
    if (text !== undefined) {
      await writeFile(path, text);
      await chmod(path, mode);
    }
    return { home, path, find: () => findAuthKey(settingsOf({ GREYOAK_HOME: home })) };
  };

  test('is made once, for its owner alone, by processes that start at once', async () => {
    const { home, path, find } = await homeWith();
    const codes = new Set((await Promise.all(Array.from({ length: 20 }, find))).map(codeOf));
    expect([codes.size, await readdir(home)]).toEqual([1, ['auth-key']]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(codeOf(await find())).toBe([...codes][0]);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(readAuthKey(text.trim())).not.toBeNull();
  });

  test('makes the home, too', async () => {
    const { home } = await homeWith();
    const settings = settingsOf({ GREYOAK_HOME: join(home, 'new', 'home') });
    expect(codeOf(await findAuthKey(settings))).toBe(codeOf(await findAuthKey(settings)));
  });

  test.each([0o640, 0o604, 0o620, 0o644, 0o660, 0o777])('is refused with the mode %o', async (mode) => {
    const { find } = await homeWith(`${TEST_AUTH_KEY}\n`, mode);
    await expect(find()).rejects.toThrow(/for its owner alone, got the mode 0\d{3}: run "chmod 600"/);
  });

  test.each(['', 'geheim', TEST_AUTH_KEY.slice(1)])('is refused with another text, "%s"', async (text) => {
    const { find, path } = await homeWith(text);
    await expect(find()).rejects.toThrow(
      `Expected 32 random bytes as base64 in the file ${path}, got something else`,
    );
  });

  test('is not looked for where AUTH_KEY is set', async () => {
    const { home } = await homeWith('geheim');
    const settings = settingsOf({ GREYOAK_HOME: home, AUTH_KEY: TEST_AUTH_KEY });
    expect(codeOf(await findAuthKey(settings))).toBe(codeOf(testAuthKey));
  });
});
