/** What the system says about a file that it refuses, and what to do about it. */
const FAULTS: Readonly<Record<string, readonly [fault: string, remedy: string]>> = {
  EACCES: ['we have no right to it', 'change its permissions, or run greyoak as another user'],
  EAGAIN: ['it is in use', 'try again'],
  EBUSY: ['it is in use', 'stop the program that uses it'],
  EDQUOT: ['the disk quota is used up', 'free space, or name a place on another disk'],
  EEXIST: ['something of this name exists', 'remove it, or choose another name'],
  EFBIG: ['it would be too large for this file system', 'name a place on another disk'],
  EINVAL: ['the file system does not accept it', 'check the path'],
  EIO: ['the disk reports an error', 'check the disk'],
  EISDIR: ['it is a folder', 'name a file'],
  ELOOP: ['it is a link, or its path leads through links in a circle', 'name the file or folder itself'],
  EMFILE: ['this process has too many files open', 'raise the limit (ulimit -n)'],
  EMLINK: ['it has too many links', 'choose another place'],
  ENAMETOOLONG: ['its path is too long', 'choose a shorter one'],
  ENFILE: ['the system has too many files open', 'close other programs, or raise the limit'],
  ENODEV: ['its device is missing', 'check the path'],
  ENOENT: ['it does not exist, or a folder of its path does not', 'check the path'],
  ENOMEM: ['the system has no memory left', 'close other programs'],
  ENOSPC: ['the disk is full', 'free space, or name a place on another disk'],
  ENOTDIR: ['a part of its path is no folder', 'check the path'],
  ENOTEMPTY: ['the folder is not empty', 'empty it, or choose another one'],
  ENOTSUP: ['its file system cannot do this', 'name a place on another disk'],
  ENXIO: ['it is a socket or a device', 'name a file'],
  EPERM: ['the system does not permit it', 'change its owner or permissions, or run greyoak as another user'],
  EROFS: ['the file system is read-only', 'name a place that can be written, or mount it writable'],
  ESTALE: ['the network drive has lost it', 'mount the drive again'],
  ETIMEDOUT: ['the network drive does not answer', 'check the connection'],
  ETXTBSY: ['it is a program that runs', 'stop the program'],
  EXDEV: ['it would move to another disk', 'name a place on the same disk'],
};

/**
 * Returns why the system refuses a file or folder, and what to do, as the end of a sentence without its period:
 * "the disk is full (ENOSPC): free space, …".
 *
 * @throws the given error where it is none of the system's
 */
export function fileFault(error: unknown): string {
  const { code = '', errno } = error as NodeJS.ErrnoException;
  if (typeof errno !== 'number') throw error;
  const [fault, remedy] = FAULTS[code] ?? ['the system refuses it', 'check the path and its disk'];
  return `${fault} (${code}): ${remedy}`;
}
