import { printable } from '../printable.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

const LONGEST = 100;
/** UTF-16 units of a name for each of its characters; a letter with many marks has several. */
const MOST_UNITS = 10;

/** A character that can be seen: no blank, nothing that only stands on another character, and nothing hidden. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;
/** What is hidden, except for the selectors that make an emoji of a sign or a sign of an emoji. */
const HIDDEN = /(?![\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}/u;
/** More marks on one character than a language needs. They would be drawn over other lines. */
const PILED_UP = /\p{M}{7}/u;

/**
 * Returns a name without the blanks around it, and with each letter written in one way (Unicode's form NFC).
 *
 * @param of what has the name, for the message
 * @param longest in characters
 * @throws UserError for a name that is empty or looks so, is longer, or has characters that do not print
 */
export function requireName(name: string, of: string, longest = LONGEST): string {
  // A character of the form NFC is made of few units, and a name may be megabytes long.
  const given = name.trim();
  const trimmed = given.length > MOST_UNITS * longest ? given : given.normalize('NFC');
  const length = trimmed.length > 2 * longest ? Infinity : [...trimmed].length;
  if (length >= 1 && length <= longest && prints(trimmed)) return trimmed;
  throw new UserError(
    `Expected the name of ${of} to have 1 to ${longest} characters that print, got "${shown(name)}": give another.`,
  );
}

function prints(name: string): boolean {
  if (printable(name) !== name || /[\n\t]/.test(name)) return false;
  return VISIBLE.test(name) && !HIDDEN.test(name) && !PILED_UP.test(name);
}
