import { access, chown, constants, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The user that runs the embedded server. PostgreSQL refuses to run as root. */
export interface ServerUser {
  /** Options for `spawn`. */
  readonly ids: { readonly uid: number; readonly gid: number } | { readonly uid?: never };
  /** The folder that binaries are copied to if the user cannot reach the installed ones. */
  readonly cacheFolder: string;
  /** Returns whether the user can enter a folder. */
  readonly canReach: (folder: string) => Promise<boolean>;
  readonly own: (folder: string) => Promise<void>;
}

/** The id of `nobody` on every Linux. */
const NOBODY = 65_534;

const OTHERS_ENTER = 0o001;

/** Returns `nobody` for root, and the current user for every other user. */
export function serverUser(): ServerUser {
  return process.getuid?.() === 0 ? nobody : ourselves;
}

const ourselves: ServerUser = {
  ids: {},
  cacheFolder: join(homedir(), '.cache', 'greyoak'),
  canReach: (folder) =>
    access(folder, constants.X_OK).then(
      () => true,
      () => false,
    ),
  own: () => Promise.resolve(),
};

const nobody: ServerUser = {
  ids: { uid: NOBODY, gid: NOBODY },
  cacheFolder: '/var/cache/greyoak',
  canReach: async (folder) => {
    for (let path = await realpath(folder); ; path = dirname(path)) {
      if (((await stat(path)).mode & OTHERS_ENTER) === 0) return false;
      if (path === dirname(path)) return true;
    }
  },
  own: (folder) => chown(folder, NOBODY, NOBODY),
};
