import { randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';

/**
 * Writes a file under another name first, so that a file of its name is complete, whenever the process is killed. The bytes
 * are on the disk before it has its name.
 *
 * @param write gets a function that opens the stream to write to, and resolves when that has ended
 * @param mode its permissions, less those that the process masks; by default of everybody to read and write
 * @throws what `write` throws, after what was written is removed; an error of the disk names the file
 */
export async function writeWhole<Written>(
  file: string,
  write: (makeSink: () => Writable) => Promise<Written>,
  mode = 0o666,
): Promise<Written> {
  const partial = `${file}.${randomUUID().slice(0, 8)}.partial`;
  let sink: WriteStream | undefined;
  try {
    const written = await write(
      () => (sink = createWriteStream(partial, { flags: 'wx', flush: true, mode })),
    );
    await rename(partial, file);
    return written;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    // A failed write says nothing about its file.
    if (error instanceof Error && error === sink?.errored) Object.assign(error, { path: file });
    throw error;
  }
}
