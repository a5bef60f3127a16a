import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Returns a handler for `catch` that turns errors with these codes into undefined and throws all others. */
export function ignoring(...codes: string[]): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code === undefined || !codes.includes(error.code)) throw error;
    return undefined;
  };
}

/**
 * Makes a folder and those above it, unless they exist. In place of `recursive` of mkdir, which never ends in a file system
 * that says of a new folder that its existing parent does not exist, such as /proc.
 *
 * @param mode the rights of those that are made; those of the umask where it is left out
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      await makeFolders(dirname(path), mode);
      await mkdir(path, mode).catch(ignoring('EEXIST'));
    } else if (code === 'EEXIST') {
      // Fails where it is no folder, such as a file, or a link that leads nowhere.
      await mkdir(path, { recursive: true });
    } else throw error;
  }
}
