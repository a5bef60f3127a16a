/** disk_full and io_error. */
const CODES: ReadonlySet<unknown> = new Set(['53100', '58030']);
const NO_SPACE = /no space left on device|disk quota exceeded/i;

/** Whether an error of PostgreSQL with this code says that its disk is full or reports an error. */
export const isDiskFault = (code: unknown): boolean => CODES.has(code);

/** Whether the output of a PostgreSQL that has ended says that its disk is full. */
export const saysDiskFull = (output: string): boolean => NO_SPACE.test(output);

/** Whether an error says that the disk is full. PostgreSQL names no cause for a file that it cannot extend. */
export function isDiskFull(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === '53100' || code === 'ENOSPC' || (code === '58030' && NO_SPACE.test(message));
}
