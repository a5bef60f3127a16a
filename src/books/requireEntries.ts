import { UserError } from '../userError.js';

/**
 * Refuses a list of a filter that holds for nothing.
 *
 * @throws UserError for an empty list
 */
export function requireEntries(name: string, entries: readonly unknown[] | null | undefined): void {
  if (entries?.length !== 0) return;
  throw new UserError(`Expected at least one entry in ${name}, got none: leave it out to match all.`);
}
