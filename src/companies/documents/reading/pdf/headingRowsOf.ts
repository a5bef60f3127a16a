import { isUpperHeading } from '../isUpperHeading.js';
import { bodyOf, type Body } from './bodyOf.js';
import type { Row } from './rowsOf.js';

/** How much larger than the running text a heading is. */
const LARGER = 1.14;
const LONGEST = 120;
/** The longest heading that only another font makes one. */
const LONGEST_BY_FONT = 80;
/** How much text, in UTF-16 units, says how the running text of a page is set. */
const LEAST_TEXT = 500;
/** How many rows a heading has at most. More large rows are a quotation. */
const MOST_ROWS = 3;

interface Marks {
  readonly body: Body;
  readonly isTable: readonly boolean[];
  readonly starts: readonly boolean[];
}

/** Returns which rows of a page, in reading order, are headings: large, in capitals, or in a font of their own. */
export function headingRowsOf(rows: readonly Row[], { body, isTable, starts }: Marks): boolean[] {
  const page = bodyOf([rows]);
  // A letter may be set larger than the rest. A page of few words, such as a cover, has no running text of its own.
  const size = page.length >= LEAST_TEXT ? Math.max(page.size, body.size) : body.size;
  const texts = rows.map((row) => row.cells.map((cell) => cell.text).join(' '));
  const isLarge = rows.map(
    (row, index) => !isTable[index] && row.size >= LARGER * size && isTitle(texts[index] ?? '', LONGEST),
  );
  return rows.map((row, index) => {
    if (isTable[index]) return false;
    if (isLarge[index]) return runAround(isLarge, starts, index) <= MOST_ROWS;
    const text = texts[index] ?? '';
    if (starts[index] !== true || row.cells.length > 1) return false;
    const isUpper = isUpperHeading(text) && !isUpperHeading(texts[index + 1] ?? '');
    const hasOwnFont = !body.fonts.has(row.font) && !page.fonts.has(row.font) && row.size >= 0.98 * size;
    const isAlone = starts[index + 1] !== false;
    return isUpper || (isAlone && hasOwnFont && isTitle(text, LONGEST_BY_FONT) && isInTitleCase(text));
  });
}

/** Returns how many rows the paragraph of large rows around one has. */
function runAround(isLarge: readonly boolean[], starts: readonly boolean[], index: number): number {
  let from = index;
  while (starts[from] !== true && isLarge[from - 1] === true) from--;
  let to = index + 1;
  while (isLarge[to] === true && starts[to] !== true) to++;
  return to - from;
}

function isTitle(text: string, longest: number): boolean {
  return text.length <= longest && /\p{L}{3}/u.test(text) && !/[.,;]$/.test(text);
}

/** Whether most longer words begin with a capital letter, and the text is no label. */
function isInTitleCase(text: string): boolean {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  const capital = words.filter((word) => /^\p{Lu}/u.test(word));
  return (
    /^[\p{Lu}\d]/u.test(text) &&
    !/:(?:\s|$)/.test(text) &&
    capital.length >= 0.6 * words.length &&
    words.length > 0
  );
}
