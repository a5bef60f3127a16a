import { fileFault } from './fileFault.js';
import { UserError } from './userError.js';

/**
 * Returns the error to show where a call of the file system failed that no message of its own is written for.
 *
 * @returns null where the error is no such failure; errors of a network connection are none
 */
export function fileError(error: unknown): UserError | null {
  const { errno, path, dest, address, port, syscall } = Object(error) as Partial<FileFailure>;
  if (syscall === 'connect') return null;
  // A unix socket, such as that of a lock, has its path as its address.
  const place = dest ?? path ?? (port === undefined || port === -1 ? address : undefined);
  if (typeof errno !== 'number') return null;
  // A failed write says nothing about its file.
  if (place === undefined && isOfDisk(error)) {
    return new UserError(`A file cannot be written: ${fileFault(error)}.`, { cause: error });
  }
  if (typeof place !== 'string') return null;
  return new UserError(`${place} cannot be used (${syscall}): ${fileFault(error)}.`, { cause: error });
}

/** Errors that no network connection has. */
const OF_DISKS: ReadonlySet<unknown> = new Set(['EDQUOT', 'EFBIG', 'EIO', 'ENOSPC', 'EROFS']);

const isOfDisk = (error: unknown): boolean => OF_DISKS.has((error as NodeJS.ErrnoException).code);

interface FileFailure extends NodeJS.ErrnoException {
  readonly dest?: string;
  readonly address?: string;
  readonly port?: number;
}
