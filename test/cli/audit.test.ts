import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { EXIT } from '../../src/cli/exitCodes.js';
import type { Database } from '../../src/database/database.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';
import { asOwner, closeTestDatabases, openTestDatabase, ownerUrl } from '../support/database/testDatabase.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

const greyoak = (line: string, env: Readonly<Record<string, string>> = {}) =>
  run(line.split(' '), {
    env: { DATABASE_URL: String(database.pool.options.connectionString), AUTH_KEY: TEST_AUTH_KEY, ...env },
  });
const add = (name: string) => greyoak(`users add ${name}@example.com --name ${name}`);

test('verify says that all is as it was written, and what is not', async () => {
  await add('asha');
  await add('ravi');
  const head = (await greyoak('audit head')).out.trim();
  expect(head).toMatch(/^2:[0-9a-f]{64}$/);
  expect(await greyoak(`audit verify --head ${head}`)).toEqual({
    ...{ code: EXIT.DONE, err: '', out: `2 entries, all as they were written. Head ${head}\n` },
  });
  await asOwner(database, "UPDATE audit_entries SET subject = 'User:99' WHERE id = 1");
  const { code, out } = await greyoak('audit verify');
  expect(code).toBe(EXIT.FAILED);
  expect(out).toContain('Seq 1, entry 1: the entry or its link was changed');
  expect(out).toContain(`2 entries, 1 findings. Head ${head}`);
});

test('verify makes no home where there is no store', async () => {
  const folder = await temporaryFolder();
  const home = join(folder, 'home');
  const { code, err } = await run(['audit', 'verify'], { env: { GREYOAK_HOME: home, DATABASE_ULR: 'x' } });
  expect(code).toBe(EXIT.FAILED);
  expect(err).toBe(
    'greyoak: DATABASE_ULR is not read: write DATABASE_URL if you mean this setting.\n' +
      `greyoak: Expected a store in ${home}, found none. Name its folder by GREYOAK_HOME, or make one with "greyoak ` +
      'import" or "greyoak serve".\n',
  );
  expect(existsSync(home)).toBe(false);
  await remove(folder);
});

test('verify finds a tail that was cut, by a head', async () => {
  await add('asha');
  await add('ravi');
  const head = (await greyoak('audit head')).out.trim();
  await asOwner(database, 'DELETE FROM audit_entries WHERE id = 2; DELETE FROM audit_chain WHERE seq = 2');
  expect((await greyoak('audit verify')).code).toBe(EXIT.DONE);
  expect(await greyoak(`audit verify --head ${head}`)).toMatchObject({
    code: EXIT.FAILED,
    out: expect.stringContaining('that was kept is not in the chain: the chain ends at 1:'),
  });
});

test('prune is for the owner alone, and leaves what verifies', async () => {
  await database.pool.query(
    `INSERT INTO audit_entries (at, action, result) VALUES (now() - interval '3 years', 'SIGN_IN', 'DONE')`,
  );
  await add('asha');
  const refused = await greyoak('audit prune --older-than 2y');
  expect([refused.code, refused.err]).toEqual([
    EXIT.FAILED,
    expect.stringContaining('Expected the owner of the schema, got another user'),
  ]);
  const MIGRATION_DATABASE_URL = ownerUrl(database);
  const kept = await greyoak('audit prune', { MIGRATION_DATABASE_URL });
  expect(kept.out).toBe('0 entries deleted; the chain is pruned up to 0.\n');
  const pruned = await greyoak('audit prune --older-than 2y', { MIGRATION_DATABASE_URL });
  expect([pruned.err, pruned.out]).toEqual(['', '1 entries deleted; the chain is pruned up to 1.\n']);
  await add('ravi');
  const { code, out } = await greyoak(`audit verify --head 1:${'0'.repeat(64)}`);
  expect([code, out]).toEqual([EXIT.FAILED, expect.stringContaining('3 entries, after 1 that were pruned')]);
  expect((await greyoak('audit verify')).code).toBe(EXIT.DONE);
});

test.each(['verify --head 5', 'verify --head x:y', 'prune --older-than 0y', 'prune --older-than 5'])(
  'refuses audit %s as wrong usage',
  async (line) => {
    expect((await greyoak(`audit ${line}`)).code).toBe(EXIT.USAGE);
  },
);

test.each([
  ['', 'Expected AUTH_KEY, because DATABASE_URL is set'],
  ['c2hvcnQ=', 'AUTH_KEY: expected 32 random bytes as base64'],
])('refuses to verify with "%s" as AUTH_KEY', async (key, message) => {
  const { code, err } = await greyoak('audit verify', { AUTH_KEY: key });
  expect([code, err]).toEqual([EXIT.FAILED, expect.stringContaining(message)]);
});
