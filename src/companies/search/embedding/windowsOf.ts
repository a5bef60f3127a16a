/** Longer words are cut, because no piece may be longer than a window. */
const LONGEST_WORD = 100;
const WORDS = new RegExp(`\\S{1,${LONGEST_WORD}}`, 'gu');

/**
 * Cuts a text into parts of about the same length that a model reads to their end. What a model is given beyond its window
 * it leaves out without a word.
 *
 * @param tokensOf how many tokens of the model a word is
 * @param most how many tokens a part may have
 * @returns one or more; runs of white space are one blank in them
 */
export function windowsOf(text: string, tokensOf: (word: string) => number, most: number): readonly string[] {
  const words = text.match(WORDS) ?? [''];
  const tokens = words.map(tokensOf);
  const total = tokens.reduce((sum, count) => sum + count, 0);
  const aim = total / Math.ceil(total / most || 1);
  const windows: string[] = [];
  let from = 0;
  let inWindow = 0;
  for (let at = 0; at < words.length; at++) {
    const isFull = inWindow + tokens[at] > most || inWindow + tokens[at] / 2 > aim;
    if (at > from && isFull) {
      windows.push(words.slice(from, at).join(' '));
      from = at;
      inWindow = 0;
    }
    inWindow += tokens[at];
  }
  windows.push(words.slice(from).join(' '));
  return windows;
}
