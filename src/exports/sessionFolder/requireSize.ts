import { UserError } from '../../userError.js';

/** Bars are kept in columns: fourteen million of them take as much. */
const MOST_BYTES_OF_BARS = 2 ** 30;
/** Other facts are kept as objects, which take more memory. */
const MOST_BYTES = 2 ** 28;

/**
 * Refuses a file of a session's folder that would take too much memory to be read. None is written that would be refused.
 *
 * @throws UserError that names the file
 */
export function requireSize(name: string, bytes: number): void {
  const most = name === 'bars.csv' || name === 'bars.parquet' ? MOST_BYTES_OF_BARS : MOST_BYTES;
  if (bytes <= most) return;
  throw new UserError(
    `Expected a session whose ${name} has at most ${most} bytes, got ${bytes}: it is too large to be computed from a folder.`,
  );
}
