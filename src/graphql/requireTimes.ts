import { UserError } from '../userError.js';

/**
 * Refuses a filter whose times end before they begin.
 *
 * @param from the first instant; null: no lower bound
 * @param to the first instant after them; null: no upper bound
 * @throws UserError where `from` is not before `to`
 */
export function requireTimes(from: Date | null, to: Date | null): void {
  if (from === null || to === null || from < to) return;
  throw new UserError(
    `Expected filter.from to be before filter.to, got ${from.toISOString()} and ${to.toISOString()}: swap them.`,
  );
}
