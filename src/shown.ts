import { printable } from './printable.js';

/** How many characters of a value a message shows. */
const MOST = 80;

/**
 * Returns a value that we were given as a message may show it: on one line, printable, and at most 80 characters long. A
 * longer value ends in "…".
 */
export function shown(value: string): string {
  // A character is one or two units long. More than these are not looked at, because a value may be megabytes long.
  const characters = Array.from(value.slice(0, 2 * (MOST + 1)));
  const cut = characters.length > MOST ? [...characters.slice(0, MOST - 1), '…'] : characters;
  return printable(cut.join('')).replace(/[\n\t]/g, '\uFFFD');
}
