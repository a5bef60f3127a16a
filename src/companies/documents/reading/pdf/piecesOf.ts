import { MOST_TEXT } from '../bounds.js';
import { Unreadable } from '../unreadable.js';
import type { Pdf } from './openPdf.js';

/** A piece of text on a page, in points. */
export interface Piece {
  readonly text: string;
  /** Its left edge, and that of what follows. */
  readonly x: number;
  readonly end: number;
  /** Its baseline, from the top. */
  readonly y: number;
  readonly size: number;
  /** The name of its font in this file. */
  readonly font: string;
  /** Which way it runs: 0 as lines do, 1 down, 2 upside down, 3 up. */
  readonly turn: number;
  /** Whether a blank stands before it. */
  readonly isApart: boolean;
}

type Page = Awaited<ReturnType<Pdf['getPage']>>;
type Item = Extract<Awaited<ReturnType<Page['getTextContent']>>['items'][number], { str: string }>;

/**
 * Reads the pieces of text of a page, turned as it is shown.
 *
 * @param before how much text the pages before it have, in UTF-16 units
 * @throws Unreadable where there is too much text
 */
export async function piecesOf(
  page: Page,
  before: number,
): Promise<{ pieces: readonly Piece[]; units: number }> {
  const { transform } = page.getViewport({ scale: 1 });
  const pieces: Piece[] = [];
  let units = 0;
  let isApart = false;
  const reader = page.streamTextContent({}).getReader() as ReadableStreamDefaultReader<{ items: unknown[] }>;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    for (const item of value.items) {
      if (!isText(item)) continue;
      units += item.str.length;
      if (before + units > MOST_TEXT) {
        throw new Unreadable(
          `Expected a text of at most ${MOST_TEXT.toLocaleString('en')} characters, got more; divide the document.`,
        );
      }
      const piece = item.str.trim() === '' ? null : pieceOf(item, transform, isApart);
      if (piece !== null) pieces.push(piece);
      isApart = item.str === '' ? isApart : /\s$/.test(item.str);
    }
  }
  page.cleanup();
  return { pieces, units };
}

function isText(item: unknown): item is Item {
  return typeof item === 'object' && item !== null && 'str' in item;
}

/** Returns null where it has no place, as in a damaged file. */
function pieceOf(item: Item, page: readonly number[], isApart: boolean): Piece | null {
  const [a, b, c, d, e, f] = product(page, item.transform);
  const turn = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
  // Along the line, and down from line to line.
  const [x, y] = turn === 0 ? [e, f] : turn === 1 ? [f, -e] : turn === 2 ? [-e, -f] : [-f, e];
  const size = Math.hypot(c, d);
  const end = x + item.width;
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(end) || !(size > 0)) return null;
  return {
    text: item.str,
    x,
    end,
    y,
    size,
    font: item.fontName,
    turn,
    isApart: isApart || /^\s/.test(item.str),
  };
}

type Matrix = readonly [number, number, number, number, number, number];

/** Returns the product of two matrices of PDF, of six numbers each. */
function product(one: readonly number[], other: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = one;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = other;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
