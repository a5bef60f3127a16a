import { statfs } from 'node:fs/promises';

/** The space of the disk of a folder, in bytes. */
export interface DiskSpace {
  readonly folder: string;
  readonly free: number;
  readonly size: number;
}

/**
 * Reads the space of the disks that folders are on. Folders that do not exist, such as one that nothing was written to yet, are
 * left out.
 *
 * @param folders paths by the names that they are shown with, as paths of a server are no business of others
 */
export async function diskSpace(folders: Readonly<Record<string, string>>): Promise<readonly DiskSpace[]> {
  const found = await Promise.all(
    Object.entries(folders).map(async ([folder, path]) => {
      try {
        const { bavail, blocks, bsize } = await statfs(path);
        return [{ folder, free: bavail * bsize, size: blocks * bsize }];
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    }),
  );
  return found.flat();
}
