import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeTestDatabases, createTestDatabase, createTestRole } from '../support/database/testDatabase.js';
import { run } from '../support/process/terminal.js';

/** Of the owner of an empty database. */
let url: string;
let role: string;
beforeAll(async () => {
  url = await createTestDatabase();
  role = await createTestRole(url);
}, 60_000);
afterAll(closeTestDatabases);

const as = (name: string): string => {
  const service = new URL(url);
  service.username = encodeURIComponent(name);
  return service.href;
};

describe('greyoak migrate', () => {
  test('migrates as the user of MIGRATION_DATABASE_URL, and grants to the role that is named', async () => {
    const env = { DATABASE_URL: as(role), MIGRATION_DATABASE_URL: url };
    const first = await run(['migrate', '--role', role], { env });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^Migrations run: 0001_store, .*\. The service may connect as /);
    const again = await run(['migrate'], { env });
    expect(again).toMatchObject({ code: 0, out: 'The schema was up to date.\n', err: '' });

    const client = new pg.Client({ connectionString: as(role) });
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM scores').finally(() => client.end());
    expect(rowCount).toBe(0);
  });

  test('refuses a role that does not exist, before it migrates', async () => {
    const { code, out, err } = await run(['migrate', '--role', 'oak'], { env: { DATABASE_URL: url } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('got "oak", which does not exist');
  });

  test('refuses a user who does not own the schema, or may not create it', async () => {
    for (const database of [url, await createTestDatabase()]) {
      const service = new URL(database);
      service.username = encodeURIComponent(role);
      const { code, err } = await run(['migrate', '--role', role], { env: { DATABASE_URL: service.href } });
      expect(code).toBe(1);
      expect(err).toMatch(/^greyoak: Expected the owner of the schema, .* set MIGRATION_DATABASE_URL/);
    }
  });
});
