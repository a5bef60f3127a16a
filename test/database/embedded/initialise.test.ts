import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { initialise } from '../../../src/database/embedded/initialise.js';
import { serverUser } from '../../../src/database/embedded/serverUser.js';
import { UserError } from '../../../src/userError.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true }));

/** What is said where another program stands for initdb. */
async function refusal(program: string): Promise<string> {
  const error = await initialise(join(folder, 'data'), program, serverUser(), true).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('initialise', () => {
  test('shows what initdb says when it fails', async () => {
    expect(await refusal('/nowhere/initdb')).toBe(
      `The embedded PostgreSQL could not make its data in ${folder}/data:\n` +
        '/nowhere/initdb: spawn /nowhere/initdb ENOENT\n' +
        'Fix this, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  });

  test('leaves a folder alone that holds something else', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'letters.txt'), '');
    expect(await refusal('true')).toContain(`Expected ${folder}/data to be the data of a PostgreSQL 18`);
  });
});
