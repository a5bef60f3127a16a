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
 */
export async function makeFolders(path: string): Promise<void> {
  if (!(await exists(path))) {
    await makeFolders(dirname(path));
    await mkdir(path).catch(ignoring('EEXIST'));
  }
  // Fails where it is no folder, such as a file, or a link that leads nowhere.
  await mkdir(path, { recursive: true });
}
