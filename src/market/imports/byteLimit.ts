import type { UserError } from '../../userError.js';
import { FolderUse } from './folderUse.js';
import type { ImportLimits } from './importLimits.js';
import { overLimit } from './overLimit.js';

/** Up to this size, it does not matter how little a file was packed into. */
const ANY_RATIO_BYTES = 2 ** 24;

/** Returns the error for a file of which so many bytes were unpacked; null while it is within the limits. */
export type ByteLimit = (unpacked: number) => UserError | null;

/**
 * @param packed the size of the gzipped file in bytes; null where the file is not gzipped
 * @param used what the files before took of the folder's limits
 */
export function byteLimit(
  path: string,
  packed: number | null,
  { bytes, folderBytes, ratio }: ImportLimits,
  used = new FolderUse(),
): ByteLimit {
  const before = used.bytes;
  const byRatio = packed === null ? Infinity : Math.max(ANY_RATIO_BYTES, ratio * packed);
  return (unpacked) => {
    used.bytes = before + unpacked;
    if (used.bytes > folderBytes) {
      return overLimit(
        path,
        `${folderBytes} bytes in a folder`,
        `${used.bytes} or more`,
        'MAX_IMPORT_FOLDER_BYTES',
        'the folder',
      );
    }
    if (unpacked <= Math.min(bytes, byRatio)) return null;
    const got = packed === null ? `${unpacked} or more` : `more, from ${packed} bytes of gzip`;
    return bytes < byRatio
      ? overLimit(path, `${bytes} bytes`, got, 'MAX_IMPORT_BYTES')
      : overLimit(path, `${byRatio} bytes, ${ratio} times its own size`, got, 'MAX_IMPORT_RATIO');
  };
}
