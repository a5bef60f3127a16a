/** The whole service as a role that owns nothing, from an empty database on, on each version of PostgreSQL. */
import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { closeTestDatabases, createTestDatabase, createTestRole } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { GreyoakProcess, until } from '../support/process/greyoakProcess.js';
import { endServices, mutate, readyAt, serve } from '../support/process/services.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
let owner: string;
let service: string;
let role: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder);
  owner = await createTestDatabase();
  role = await createTestRole(owner);
  const url = new URL(owner);
  url.username = encodeURIComponent(role);
  service = url.href;
}, 60_000);
afterEach(endServices);
afterAll(async () => {
  await closeTestDatabases();
  await rm(folder, { recursive: true, force: true });
});

async function greyoak(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<GreyoakProcess> {
  const command = new GreyoakProcess(args, env);
  await command.end();
  return command;
}

const SCORES = `{ stocks(mode: INVESTOR, first: 1) { nodes { ticker score(mode: INVESTOR) { value } } } }`;

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as unknown;
}

test('is migrated by the owner, and imports, serves, records bars and rescores as its own role', async () => {
  const before = serve({ DATABASE_URL: service, NODE_ENV: 'production', ACCESS: 'closed' });
  expect(await before.end()).toBe(1);
  expect(before.out).toContain('run \\"greyoak migrate --role NAME\\"');

  const migrated = await greyoak(['migrate', '--role', role], { MIGRATION_DATABASE_URL: owner });
  expect({ err: migrated.err, code: await migrated.end() }).toEqual({ err: '', code: 0 });
  const imported = await greyoak(['import', folder], { DATABASE_URL: service });
  expect({ err: imported.err, code: await imported.end() }).toEqual({ err: expect.any(String), code: 0 });

  const running = serve({ DATABASE_URL: service });
  const url = await readyAt(running);
  expect(await ask(url, SCORES)).toMatchObject({ data: { stocks: { nodes: [{ ticker: 'ALPHA.NS' }] } } });
  const recorded = await mutate(
    () => url,
    'mutation ($input: RecordBarsInput!) { recordBars(input: $input) { updated } }',
    {
      rows: [
        {
          ticker: 'ALPHA.NS',
          date: '2024-10-08',
          ...{ open: 105, high: 109, low: 104, close: 108, volume: 70000 },
        },
      ],
    },
  );
  expect(recorded).toEqual({ recordBars: { updated: 1 } });
  const { rescore } = (await mutate(
    () => url,
    'mutation ($input: RescoreInput!) { rescore(input: $input) { id } }',
    { on: '2024-10-08' },
  )) as { rescore: { id: string } };
  await until('the worker has made the run', async () => {
    const answer = await ask(url, `{ node(id: "${rescore.id}") { ... on Run { status error } } }`);
    if (JSON.stringify(answer).includes('FAILED')) throw new Error(JSON.stringify(answer));
    return JSON.stringify(answer).includes('SUCCEEDED');
  });
  running.kill('SIGTERM');
  expect(await running.end()).toBe(0);
  expect(running.out).not.toContain('permission denied');
  expect(running.out).not.toContain('"level":"error"');
}, 120_000);

test('does not start in production as the owner', async () => {
  const refused = serve({ DATABASE_URL: owner, NODE_ENV: 'production', ACCESS: 'closed' });
  expect(await refused.end()).toBe(1);
  expect(refused.out).toContain('"msg":"Expected a user that does not own the schema');
}, 60_000);
