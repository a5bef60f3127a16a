import { UserError } from '../../userError.js';

/** The most rows that one mutation takes. */
export const MOST_ROWS = 5_000;

/**
 * Refuses a call without rows, or with more than one mutation takes.
 *
 * @throws UserError
 */
export function requireRows({ length }: readonly unknown[]): void {
  if (length > 0 && length <= MOST_ROWS) return;
  throw new UserError(
    `Expected 1 to ${MOST_ROWS} rows at a time, got ${length}. ` +
      (length === 0 ? 'Nothing was stored.' : 'Nothing was stored: send them in several requests.'),
  );
}
