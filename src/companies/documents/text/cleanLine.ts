/** Ligatures, which NFC keeps. */
const LIGATURES: Readonly<Record<string, string>> = {
  '\uFB00': 'ff',
  '\uFB01': 'fi',
  '\uFB02': 'fl',
  '\uFB03': 'ffi',
  '\uFB04': 'ffl',
  '\uFB05': 'st',
  '\uFB06': 'st',
};
/** Old fonts have the rupee in place of a grave accent. Before an amount or a unit of one, it is nothing else. */
const RUPEE =
  /`(?=\s?\d[\d,.]{0,30}(?![\d,.]{0,30}`)|\s?(?:in\s{1,3})?(?:crores?|cr|lakhs?|lacs?|millions?|mn|billions?|bn)\b)/gi;

/**
 * Cleans a line: Unicode NFC, ligatures as letters, no control or format characters, no halves of surrogate pairs, one kind of
 * blank. A soft hyphen stays only at the end of a line of text, where it divides a word.
 *
 * @param isRow whether tabs separate cells
 */
export function cleanLine(line: string, isRow: boolean): string {
  const cells = line
    .replace(/[^\S\t]/g, ' ')
    .replace(/(?![\t\u00AD])[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(isRow ? /\u00AD/g : /(?<!\p{L})\u00AD|\u00AD(?!\s*$)/gu, '')
    .replace(/[\uFB00-\uFB06]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    // Bullets of symbol fonts have no other meaning; what else such fonts have, only they know.
    .replace(/\p{Co}/gu, '•')
    .normalize('NFC')
    .replace(RUPEE, '₹')
    .split('\t')
    .map((cell) => cell.replace(/ {2,}/g, ' ').trim());
  return cells.join(isRow ? '\t' : ' ').trimEnd();
}
