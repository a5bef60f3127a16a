/** A service whose output is not read any more (`greyoak serve 2>&1 | head`) goes on, and stops when it is told to. */
import { afterAll, expect, test } from '@jest/globals';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { GreyoakProcess, until } from '../support/process/greyoakProcess.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';

afterAll(closeTestDatabases);

test('serves without a reader of its output, and stops by SIGTERM', async () => {
  const env = {
    DATABASE_URL: await createTestDatabase(),
    ACCESS: 'open',
    AUTH_KEY: TEST_AUTH_KEY,
    PORT: '0',
    NODE_ENV: 'development',
  };
  const service = new GreyoakProcess(['serve'], env);
  await until('it listens', () => /listening at (http:\S+?)"/.test(service.out) || !service.isRunning);
  const url = /listening at (http:\S+?)"/.exec(service.out)?.[1] ?? '';
  // The banner is written to a closed pipe, and so is each line of the log from now on.
  service.closeOutput();
  await until('it is ready', async () => (await fetch(`${url}/health/ready`)).status === 200);
  const asked = await fetch(`${url}/graphql?query={__typename}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  expect(asked.status).toBe(200);
  service.kill('SIGTERM');
  expect(await service.end()).toBe(0);
}, 120_000);
