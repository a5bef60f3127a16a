/** Doubles hold every number of so many digits. A shorter text has no more, and no exponent at which doubles get sparse. */
const SURELY_EXACT = 15;
const ZERO = '0'.charCodeAt(0);

/**
 * Returns whether a double holds a plain decimal to its last digit: whether its shortest text is the same number. Zeros
 * before and behind the digits do not count.
 *
 * @param value the double that is nearest to the text
 */
export function isExact(text: string, value: number): boolean {
  return text.length <= SURELY_EXACT || significant(text) === significant(String(value));
}

/** Returns the digits of a number from its first to its last one that is not 0, and its power of ten. */
function significant(text: string): string {
  const [mantissa, power = '0'] = text.replace(/^-/, '').split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  let [from, to] = [0, digits.length];
  // Not by a pattern: that tries each zero of a long row as the first one of the end.
  while (to > from && digits.charCodeAt(to - 1) === ZERO) to--;
  while (from < to && digits.charCodeAt(from) === ZERO) from++;
  return from === to
    ? '0'
    : `${digits.slice(from, to)}e${Number(power) - fraction.length + digits.length - to}`;
}
