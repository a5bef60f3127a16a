import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileFault } from '../../fileFault.js';
import { UserError } from '../../userError.js';
import { exists, makeFolders } from './files.js';
import type { ServerUser } from './serverUser.js';

/** The places of the files of one embedded server. */
export interface Places {
  /** The data folder of PostgreSQL. */
  readonly data: string;
  /** The folder of its socket and of the lock of the home. */
  readonly sockets: string;
}

/** Creates the folders around the data of a home; initdb creates the data folder itself. */
export async function findPlaces(home: string, user: ServerUser): Promise<Places> {
  await makeFolders(home).catch((error: NodeJS.ErrnoException) => {
    throw unusable(home, `it cannot be made: ${fileFault(error)}`);
  });
  // Links are resolved, so that a home has one lock whatever path leads to it.
  const id = createHash('sha256')
    .update(await realpath(home))
    .digest('hex')
    .slice(0, 12);
  return {
    data: join(await findBase(home, `/var/lib/greyoak/${id}`, user), 'postgresql'),
    sockets: await makeSockets(id, user),
  };
}

/** Returns the home, or another folder if the server's user cannot enter the home or could not when the data was made. */
async function findBase(home: string, elsewhere: string, user: ServerUser): Promise<string> {
  const canReach = await user.canReach(home);
  if (user.ids.uid === undefined) {
    if (canReach) return home;
    throw unusable(home, 'we may not enter it');
  }
  const hasData = (folder: string) => exists(join(folder, 'postgresql'));
  if (canReach && ((await hasData(home)) || !(await hasData(elsewhere)))) return home;
  await makeFolders(elsewhere);
  // Set again, because the umask may be stricter.
  await chmod('/var/lib/greyoak', 0o755);
  await chmod(elsewhere, 0o755);
  await writeFile(
    join(home, 'README.txt'),
    `PostgreSQL does not run as root, and the unprivileged user that runs it cannot enter this folder.\n` +
      `The data of this GREYOAK_HOME lies in ${elsewhere}.\n`,
  );
  return elsewhere;
}

function unusable(home: string, why: string): UserError {
  return new UserError(
    `Expected a folder that we may write to at ${home}, but ${why}. ` +
      'Set GREYOAK_HOME to another folder, or DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

/** The longest path of a unix socket: macOS allows 103 bytes, Linux 107. */
const LONGEST_SOCKET_PATH = 103;

async function makeSockets(id: string, user: ServerUser): Promise<string> {
  const us = process.getuid?.() ?? 0;
  const uid = user.ids.uid ?? us;
  const name = `greyoak-${uid}-${id}`;
  const preferred = join(tmpdir(), name);
  const isShort = Buffer.byteLength(join(preferred, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH;
  const folder = isShort && (await user.canReach(tmpdir())) ? preferred : join('/tmp', name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Every user may write to the parent folder, so a folder of another user is not to be trusted.
  const found = await lstat(folder);
  if (!found.isDirectory() || ![us, uid].includes(found.uid)) {
    throw new UserError(
      `Expected ${folder} to be our own folder, but it belongs to user ${found.uid}. ` +
        'Remove it, or set TMPDIR to another folder.',
    );
  }
  await user.own(folder);
  await chmod(folder, 0o700);
  return folder;
}
