import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that every user can enter, as a server that root starts runs as another one. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'greyoak-test-')));
  await chmod(folder, 0o755);
  return folder;
}

/** Removes a folder with everything in it, if it exists. */
export const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
