import type { Row } from './rowsOf.js';

/** How the running text of a PDF is set. */
export interface Body {
  /** Its size, in points. */
  readonly size: number;
  /** The fonts that much of the text has. */
  readonly fonts: ReadonlySet<string>;
  /** How long it is, in UTF-16 units. */
  readonly length: number;
}

/** The share of all text from which a font is one of the running text. */
const BODY_FONT = 0.15;

export function bodyOf(pages: readonly (readonly Row[])[]): Body {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  let all = 0;
  for (const row of pages.flat()) {
    const length = row.cells.reduce((sum, cell) => sum + cell.text.length, 0);
    const size = Math.round(row.size * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + length);
    fonts.set(row.font, (fonts.get(row.font) ?? 0) + length);
    all += length;
  }
  const [size] = [...sizes].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0]);
  const common = [...fonts].filter(([, length]) => length >= BODY_FONT * all);
  return { size, fonts: new Set(common.map(([font]) => font)), length: all };
}
