import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockHome } from '../../../src/database/embedded/homeLock.js';
import { UserError } from '../../../src/userError.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

/** What a process leaves that listened there and was killed. */
async function leaveStaleSocket(): Promise<void> {
  const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('listens'))`;
  const child = spawn(process.execPath, ['-e', program]);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await readdir(folder)).toEqual(['lock']);
}

describe('lockHome', () => {
  test('lets one in at a time', async () => {
    const lock = await lockHome(path, '/srv/oak');
    const error = await lockHome(path, '/srv/oak').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toBe(
      'Another greyoak uses /srv/oak. Stop it, set GREYOAK_HOME to another folder, ' +
        'or set DATABASE_URL for both to share one database.',
    );
    await lock.release();
    await (await lockHome(path, '/srv/oak')).release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('takes over what a killed process left', async () => {
    await leaveStaleSocket();
    const lock = await lockHome(path, '/srv/oak');
    await expect(lockHome(path, '/srv/oak')).rejects.toThrow('Another greyoak');
    expect(await readdir(folder)).toEqual(['lock']);
    await lock.release();
  });

  test('lets one in of many that find it stale at once', async () => {
    await leaveStaleSocket();
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => lockHome(path, '/srv/oak')));
    const locks = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(locks).toHaveLength(1);
    for (const lock of locks) await lock.release();
  });
});
