import { access, chown, constants, realpath, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { ignoring } from './files.js';
import { ownTree } from './ownTree.js';
import { UserError } from '../../userError.js';
import { isOwnId, unusedId } from './unusedId.js';

/** Options for `spawn`. */
type Ids = { readonly uid: number; readonly gid: number } | { readonly uid?: never };

/** The user that runs the embedded server. PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly ids: Ids;
  /** Those of initdb, which runs only as a user that the system knows. */
  readonly initdbIds: Ids;
  /** The only user of the system that may connect; null: each user that can enter the folder of the socket. */
  readonly client: string | null;
  /** The folder that binaries are copied to if the user cannot reach the installed ones. */
  readonly cacheFolder: string;
  /** Returns whether the user can enter a folder. */
  readonly canReach: (folder: string) => Promise<boolean>;
  /** Gives a folder to the user. */
  readonly own: (folder: string) => Promise<void>;
  /** Gives a folder to the user of initdb. */
  readonly ownForInitdb: (folder: string) => Promise<void>;
  /**
   * Checks that a folder of data is of this user, or of one that this user takes data over from. Passes where there is none.
   *
   * @throws UserError
   */
  readonly requireOwn: (folder: string) => Promise<void>;
  /** Gives a folder to the user with all that is in it, unless it is the user's already. */
  readonly ownAll: (folder: string) => Promise<void>;
}

/** The id of `nobody` on every Linux. */
const NOBODY = 65_534;

const OTHERS_ENTER = 0o001;

/** Returns a user of its own for root, and the current user for every other user. */
export function serverUser(): ServerUser {
  return process.getuid?.() === 0 ? userOf(unusedId()) : ourselves;
}

/** The folders are closed to other users, so only processes that may read the data anyway can connect. */
const ourselves: ServerUser = {
  ids: {},
  initdbIds: {},
  client: null,
  cacheFolder: join(homedir(), '.cache', 'greyoak'),
  canReach: (folder) =>
    access(folder, constants.X_OK).then(
      () => true,
      () => false,
    ),
  own: () => Promise.resolve(),
  ownForInitdb: () => Promise.resolve(),
  requireOwn: async (folder) => {
    const us = process.getuid?.();
    const owner = await ownerOf(folder);
    if (us === undefined || owner === null || owner === us) return;
    const whose = isOwnId(owner) ? `user ${owner}, under which root runs PostgreSQL` : `user ${owner}`;
    throw new UserError(
      `Expected data of user ${us} in ${folder}, got data of ${whose}. ` +
        `Run greyoak as ${isOwnId(owner) ? 'root' : 'that user'}, or set GREYOAK_HOME to another folder.`,
    );
  },
  ownAll: () => Promise.resolve(),
};

/** A user that nothing else on the machine runs as. As `nobody`, every other process of `nobody` could read the data. */
const userOf = (id: number): ServerUser => ({
  ids: { uid: id, gid: id },
  // The group keeps other processes of `nobody` away, and from tracing this one.
  initdbIds: { uid: NOBODY, gid: id },
  client: userInfo().username,
  cacheFolder: '/var/cache/greyoak',
  canReach: async (folder) => {
    for (let path = await realpath(folder); ; path = dirname(path)) {
      if (((await stat(path)).mode & OTHERS_ENTER) === 0) return false;
      if (path === dirname(path)) return true;
    }
  },
  own: (folder) => chown(folder, id, id),
  ownForInitdb: (folder) => chown(folder, NOBODY, id),
  requireOwn: async (folder) => {
    const owner = (await ownerOf(folder)) ?? id;
    // Root owns it while it is being given away, and nobody owned it in former versions.
    if ([id, 0, NOBODY].includes(owner) || isOwnId(owner)) return;
    throw new UserError(
      `Expected data of root in ${folder}, got data of user ${owner}. ` +
        'Start greyoak as that user, or set GREYOAK_HOME to another folder.',
    );
  },
  ownAll: async (folder) => {
    if ((await ownerOf(folder)) !== id) await ownTree(folder, id, id);
  },
});

/** Returns the id of the user that owns a folder; null: there is none. */
async function ownerOf(folder: string): Promise<number | null> {
  return (await stat(folder).catch(ignoring('ENOENT')))?.uid ?? null;
}
