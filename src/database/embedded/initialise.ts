import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { saysDiskFull } from '../diskFault.js';
import { UserError } from '../../userError.js';
import { ignoring } from './files.js';
import { SUPERUSER } from './makeRoles.js';
import { ServerProcess } from './serverProcess.js';
import type { ServerUser } from './serverUser.js';

const VERSION = '18';

/**
 * Creates the data folder unless it exists.
 *
 * @throws UserError if it is of another version of PostgreSQL, or initdb fails
 */
export async function initialise(
  data: string,
  initdb: string,
  user: ServerUser,
  isDisposable: boolean,
): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(ignoring('ENOENT')))?.trim();
  if (version === VERSION) return;
  if (version !== undefined) {
    throw new UserError(
      `Expected data of PostgreSQL ${VERSION} in ${data}, got data of PostgreSQL ${version}. ` +
        'Upgrade it with pg_upgrade, or set GREYOAK_HOME to another folder.',
    );
  }
  // Created under another name and renamed when complete, so that a folder left by a kill is never used as data.
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  // Only initdb enters, by its group: other processes of its user could change the data before it is the server's.
  await mkdir(unfinished);
  await user.own(unfinished);
  await chmod(unfinished, 0o710);
  const made = join(unfinished, 'postgresql');
  await mkdir(made, { mode: 0o700 });
  await user.ownForInitdb(made);
  const options = ['-U', SUPERUSER, '-A', 'reject', '-E', 'UTF8', '--locale=C', '--no-instructions'];
  const sync = isDisposable ? ['--no-sync'] : [];
  const run = new ServerProcess(initdb, ['-D', made, ...options, ...sync], { ids: user.initdbIds });
  const { output, isSuccess } = await run.ended;
  if (!isSuccess) {
    throw new UserError(
      `The embedded PostgreSQL could not make its data in ${data}:\n${output.trim()}\n` +
        `${saysDiskFull(output) ? 'Its disk is full: free space' : 'Fix this'}, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  await user.ownAll(made);
  await rename(made, data).catch((error: NodeJS.ErrnoException) => {
    ignoring('ENOTEMPTY', 'EEXIST')(error);
    throw new UserError(
      `Expected ${data} to be the data of a PostgreSQL ${VERSION} or not to exist, got a folder with something ` +
        'else. Move it away, or set GREYOAK_HOME to another folder.',
    );
  });
  await rm(unfinished, { recursive: true, force: true });
}
