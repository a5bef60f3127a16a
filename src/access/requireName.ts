import { printable } from '../printable.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

const LONGEST = 100;
const MOST_UNITS = 1_000;

/**
 * Returns a name without the blanks around it, and with each letter written in one way (Unicode's form NFC).
 *
 * @param of what has the name, for the message
 * @throws UserError for a name that is empty, longer than 100 characters, or has characters that do not print
 */
export function requireName(name: string, of: string): string {
  // A character of the form NFC is made of few units, and a name may be megabytes long.
  const given = name.trim();
  const trimmed = given.length > MOST_UNITS ? given : given.normalize('NFC');
  const length = trimmed.length > 2 * LONGEST ? Infinity : [...trimmed].length;
  if (length >= 1 && length <= LONGEST && printable(trimmed) === trimmed && !/[\n\t]/.test(trimmed)) {
    return trimmed;
  }
  throw new UserError(
    `Expected the name of ${of} to have 1 to ${LONGEST} characters that print, got "${shown(name)}": give another.`,
  );
}
