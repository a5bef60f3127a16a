import { basename } from 'node:path';
import { openDataFile } from '../../market/imports/openDataFile.js';
import { changed } from './changed.js';

/**
 * Reads a small file.
 *
 * @param most how many bytes it may have
 * @throws UserError where it is no regular file, or longer
 */
export async function readWhole(path: string, most: number): Promise<Buffer> {
  const { handle } = await openDataFile(path);
  try {
    const buffer = Buffer.alloc(most + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (length > most) throw changed(`${basename(path)} is longer than ${most} bytes`);
      if (bytesRead === 0) return buffer.subarray(0, length);
    }
  } finally {
    await handle.close();
  }
}
