import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { ignoring, makeFolders } from '../database/embedded/files.js';
import { writeWhole } from './writeWhole.js';

/** Where the files of exports are kept, by names without a meaning: the only code that knows that it is a folder. */
export class ExportFolder {
  /** @param path need not exist yet */
  constructor(readonly path: string) {}

  /**
   * Writes a file, whole or not at all.
   *
   * @throws what `write` and the file system throw
   */
  async write<Written>(
    name: string,
    write: (makeSink: () => Writable) => Promise<Written>,
  ): Promise<Written> {
    await makeFolders(this.path, 0o700);
    return writeWhole(join(this.path, name), write, 0o600);
  }

  /** Returns the names of all files. What was left by a process that was killed begins with the name of its file. */
  async names(): Promise<string[]> {
    return (await readdir(this.path).catch(ignoring('ENOENT'))) ?? [];
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { force: true });
  }
}
