/** disk_full and io_error. */
const CODES: ReadonlySet<unknown> = new Set(['53100', '58030']);

/** Whether an error of PostgreSQL with this code says that its disk is full or reports an error. */
export const isDiskFault = (code: unknown): boolean => CODES.has(code);

/** Whether the output of a PostgreSQL that has ended says that its disk is full. */
export const isDiskFull = (output: string): boolean =>
  /No space left on device|Disk quota exceeded/i.test(output);
