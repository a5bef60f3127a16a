import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fileFault } from '../../fileFault.js';
import { UserError } from '../../userError.js';

/** Not through a link, which may lead to any file of the machine, and without waiting for the writer of a FIFO. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a file of an import folder. What is opened is what is checked, so that nothing can be put in its place.
 *
 * @returns a handle, which the caller closes, and the size in bytes
 * @throws UserError where the path is no regular file, or cannot be read
 */
export async function openDataFile(path: string): Promise<{ handle: FileHandle; size: number }> {
  const handle = await open(path, FLAGS).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ELOOP' || error.code === 'EMLINK') throw notRegular(path, 'a link');
    if (error.code === 'ENXIO') throw notRegular(path, 'a socket');
    throw new UserError(`${path} cannot be read: ${fileFault(error)}.`);
  });
  try {
    const stats = await handle.stat();
    if (stats.isFile()) return { handle, size: stats.size };
    throw notRegular(path, stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a FIFO' : 'a device');
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function notRegular(path: string, kind: string): UserError {
  return new UserError(
    `${path} is ${kind}: expected a regular file. Put the file itself into the folder; nothing was read of it.`,
  );
}
