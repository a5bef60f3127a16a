import { printable } from './printable.js';
import { shown } from './shown.js';
import { UserError } from './userError.js';

/** The table has the same bound. */
const LONGEST = 1_000;

/**
 * Returns a note without the blanks around it.
 *
 * @param note null: there is none
 * @throws UserError for one that is empty, too long, or has characters that do not print
 */
export function requireNote(note: string | null): string | null {
  if (note === null) return null;
  const trimmed = note.length > 2 * LONGEST ? note : note.trim();
  const { length } = [...trimmed];
  if (length >= 1 && length <= LONGEST && printable(trimmed) === trimmed) return trimmed;
  throw new UserError(
    `Expected a note of 1 to ${LONGEST} characters that print, got "${shown(note)}": give another, or leave it out.`,
  );
}
