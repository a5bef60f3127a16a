import { rm, rmdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HomeInUse } from '../../../src/database/embedded/homeInUse.js';
import { serverUser, type ServerUser } from '../../../src/database/embedded/serverUser.js';
import { takeHome } from '../../../src/database/embedded/takeHome.js';
import { socketsOf } from '../../support/process/greyoakProcess.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

let home: string;
let sockets: string;
beforeEach(async () => {
  home = await temporaryFolder();
  sockets = await socketsOf(home);
});
afterEach(async () => {
  await rm(home, { recursive: true });
  await rm(sockets, { recursive: true, force: true });
});

/**
 * The user of the server, under which the folder of the sockets is removed some times, as by a server that stops: `own` is
 * called between its making and its last use, `requireOwn` just before we listen in it.
 */
function removing(step: 'own' | 'requireOwn', times: number): ServerUser {
  const user = serverUser();
  let left = times;
  return {
    ...user,
    [step]: async (folder: string) => {
      if (left-- > 0) await rmdir(sockets);
      await user[step](folder);
    },
  };
}

describe('takeHome', () => {
  test.each(['own', 'requireOwn'] as const)(
    'makes the folder of the sockets again that is removed before %s',
    async (step) => {
      const taken = await takeHome(home, removing(step, 3), 'ALONE');
      expect(taken).toMatchObject({ sockets });
      await expect(rmdir(sockets)).rejects.toThrow('ENOTEMPTY');
      await expect(takeHome(home, removing(step, 0), 'ALONE')).rejects.toThrow(HomeInUse);
      await taken.lock.release();
    },
  );

  test.each([
    ['own', 'ENOENT'],
    ['requireOwn', 'EACCES'],
  ] as const)('gives up where it is removed each time before %s', async (step, code) => {
    await expect(takeHome(home, removing(step, Infinity), 'ALONE')).rejects.toThrow(code);
  });
});
