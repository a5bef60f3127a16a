import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from './userError.js';

/**
 * Writes a folder under another name first, so that a folder of its name is complete, whenever the process is killed. What
 * is in it is on the disk before it has its name, if `write` flushes its files.
 *
 * @param write gets the path of a new folder
 * @param mode its permissions, less those that the process masks; by default of everybody to read and write
 * @throws UserError where the folder exists, and what `write` throws, after what was written is removed
 */
export async function newFolder<Written>(
  folder: string,
  write: (path: string) => Promise<Written>,
  mode = 0o777,
): Promise<Written> {
  const target = resolve(folder);
  await requireNew(target);
  const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
  await mkdir(partial, { mode });
  try {
    const written = await write(partial);
    for (const one of await readdir(partial, { withFileTypes: true })) {
      if (one.isDirectory()) await sync(join(partial, one.name));
    }
    await sync(partial);
    // Another process may have made it meanwhile, and a rename would take the place of an empty folder.
    await requireNew(target);
    await rename(partial, target);
    await sync(dirname(target));
    return written;
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

async function requireNew(target: string): Promise<void> {
  const found = await lstat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (found === undefined) return;
  throw new UserError(`Expected a folder that does not exist, but ${target} exists: choose another name.`);
}

/** Makes sure that the names in a folder are on the disk. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
