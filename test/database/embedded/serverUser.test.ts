import { chown, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { serverUser } from '../../../src/database/embedded/serverUser.js';
import { UserError } from '../../../src/userError.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

let data: string;
beforeEach(async () => {
  data = await temporaryFolder();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(data, { recursive: true });
});

/** Acts as another user of the machine, who is not root. */
const STRANGER = 4_242;
const asStranger = () => jest.spyOn(process, 'getuid').mockReturnValue(STRANGER);

describe('requireOwn', () => {
  test('takes data of our own, and none', async () => {
    await expect(serverUser().requireOwn(data)).resolves.toBeUndefined();
    asStranger();
    await expect(serverUser().requireOwn(join(data, 'missing'))).resolves.toBeUndefined();
  });

  test('refuses data of another user, and says as whom to run', async () => {
    const { uid } = await stat(data);
    asStranger();
    await expect(serverUser().requireOwn(data)).rejects.toThrow(
      new UserError(
        `Expected data of user ${STRANGER} in ${data}, got data of user ${uid}. ` +
          'Run greyoak as that user, or set GREYOAK_HOME to another folder.',
      ),
    );
  });

  // Only root may give a folder away.
  if (process.getuid?.() === 0) {
    test('refuses data that root has under the id of its server', async () => {
      const { uid } = serverUser().ids;
      await chown(data, Number(uid), Number(uid));
      await expect(serverUser().requireOwn(data)).resolves.toBeUndefined();
      asStranger();
      await expect(serverUser().requireOwn(data)).rejects.toThrow(
        new UserError(
          `Expected data of user ${STRANGER} in ${data}, got data of user ${uid}, under which root runs PostgreSQL. ` +
            'Run greyoak as root, or set GREYOAK_HOME to another folder.',
        ),
      );
    });
  }
});
