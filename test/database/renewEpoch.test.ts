import { afterAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';

afterAll(closeTestDatabases);

async function epochOf(url: string): Promise<string> {
  const database: Database = await openDatabase({ url, home: '' });
  try {
    const [{ epoch }] = await database.query<{ epoch: string }>('SELECT epoch FROM event_log', []);
    return epoch;
  } finally {
    await database.close();
  }
}

test('the log keeps its epoch as long as it is opened where it was written, and a copy gets another one', async () => {
  const url = await createTestDatabase();
  const epoch = await epochOf(url);
  expect(await epochOf(url)).toBe(epoch);
  const copy = await createTestDatabase(new URL(url).pathname.slice(1));
  const epochOfCopy = await epochOf(copy);
  expect(epochOfCopy).not.toBe(epoch);
  expect(await epochOf(copy)).toBe(epochOfCopy);
  expect(await epochOf(url)).toBe(epoch);
});

test('two that open a copy at once agree', async () => {
  const url = await createTestDatabase();
  await epochOf(url);
  const copy = await createTestDatabase(new URL(url).pathname.slice(1));
  const epochs = await Promise.all([epochOf(copy), epochOf(copy), epochOf(copy)]);
  expect(new Set([...epochs, await epochOf(copy)]).size).toBe(1);
});
