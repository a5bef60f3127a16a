import { chmod, chown, lchown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives a folder, and all that is in it, to a user, and closes it to all others. Only root may do so. */
export async function ownTree(folder: string, uid: number, gid: number): Promise<void> {
  // The former owner must not change what is in it meanwhile. If we are stopped, the folder is ours, and not yet the
  // user's, so that the next start does it again.
  await chown(folder, 0, 0);
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(folder, uid, gid);
}
