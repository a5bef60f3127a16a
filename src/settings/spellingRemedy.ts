/**
 * Returns what to do about a text that holds more than was meant, because it was quoted, or comes from a file of another
 * system. Null means no fault. It shows nothing of the text.
 *
 * @param isFree whether blanks and quotation marks around the text may belong to it, or do not count
 */
export function spellingRemedy(text: string, isFree: boolean): string | null {
  if (/\p{Cc}/u.test(text)) return 'leave out the control character, and save the file with Unix line ends';
  if (isFree) return null;
  if (text !== text.trim()) return 'leave out the blanks around it';
  return /^(["']).*\1$/.test(text) ? 'leave out the quotation marks around it' : null;
}
