import { join } from 'node:path';
import { openDataFile } from '../imports/openDataFile.js';
import { tooLong } from './boundedBody.js';
import type { ListedFile } from './listFolder.js';

/**
 * Reads a file of a watched folder, if it is still as it was listed, and stays so while it is read.
 *
 * @returns null where it changed: a later look finds it again
 * @throws UserError where it cannot be read or is too long
 */
export async function readStillFile(
  folder: string,
  { name, size, modified }: ListedFile,
  maxBytes: number,
): Promise<Uint8Array | null> {
  if (size > maxBytes) throw tooLong(maxBytes);
  const { handle } = await openDataFile(join(folder, name));
  try {
    const isStill = async (): Promise<boolean> => {
      const stats = await handle.stat({ bigint: true });
      return Number(stats.size) === size && String(stats.mtimeNs) === modified;
    };
    if (!(await isStill())) return null;
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, size, 0);
    return bytesRead === size && (await isStill()) ? bytes : null;
  } finally {
    await handle.close();
  }
}
