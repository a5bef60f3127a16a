/** Cells and rows of a worksheet, whatever prefixes the elements have. */
const ELEMENT = /<(?:[\w.-]+:)?(row|c)[\s/>]/g;
/** Addresses of cells (`XFD1048576`) and numbers of rows. */
const ADDRESS = /\br\s*=\s*(?:"\s*([A-Z]*)(\d+)|'\s*([A-Z]*)(\d+))/gi;
const HIDDEN_ADDRESS = /\br\s*=\s*(?:"[^"<]*&|'[^'<]*&)/i;
const LETTERS = 26;
const LETTER_BEFORE_A = 64;

/**
 * Returns how many cells a worksheet takes in memory: all between its first one and its last one, because a single cell
 * far below makes a table up to it.
 *
 * @param xml the part of a workbook; other parts have no cells
 * @returns Infinity where addresses are written so that they cannot be told
 */
export function sheetExtent(xml: string): number {
  if (HIDDEN_ADDRESS.test(xml)) return Infinity;
  let [rows, columns, elements] = [0, 0, 0];
  for (const [, name] of xml.matchAll(ELEMENT)) {
    elements++;
    if (name === 'row') rows++;
  }
  if (elements === 0) return 0;
  for (const match of xml.matchAll(ADDRESS)) {
    const letters = (match[1] ?? match[3] ?? '').toUpperCase();
    rows = Math.max(rows, Number(match[2] ?? match[4]));
    columns = Math.max(columns, columnOf(letters));
  }
  return Math.max(elements, rows * Math.max(1, columns));
}

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * LETTERS + letter.charCodeAt(0) - LETTER_BEFORE_A, 0);
