import { access, chown, constants, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Who runs the embedded server: PostgreSQL refuses to run as root. */
export interface ServerUser {
  /** Options of spawn. */
  readonly ids: { readonly uid: number; readonly gid: number } | { readonly uid?: never };
  /** Where binaries are copied to if the user cannot reach the installed ones. */
  readonly cacheFolder: string;
  /** Whether the user can enter this folder. */
  readonly canReach: (folder: string) => Promise<boolean>;
  readonly own: (folder: string) => Promise<void>;
}

/** `nobody`, on every Linux. */
const NOBODY = 65_534;

const OTHERS_ENTER = 0o001;

/** Root lends the server to nobody; everybody else runs it as themselves. */
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
