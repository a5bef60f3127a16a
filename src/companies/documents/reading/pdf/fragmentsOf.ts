import type { Piece } from './piecesOf.js';
import type { Row } from './rowsOf.js';

/** How many sizes of the font wide the gap within a fragment is at most. */
const WIDEST_GAP = 1;
/** How many sizes of the font wide a blank is at least. */
const BLANK = 0.14;
/** How far from its baseline, in sizes of the font, text may stand; small text, such as that of footnotes, may stand farther. */
const OFF_BASELINE = 0.2;
const SMALL_OFF_BASELINE = 0.6;

/** A fragment while pieces are added. */
interface Fragment {
  readonly texts: string[];
  readonly x: number;
  end: number;
  last: Piece;
  /** Its longest piece of the largest size, on whose baseline it stands. */
  main: Piece;
}

/**
 * Makes fragments of the pieces of a page: what follows each other in the file on one baseline. Because it is written line
 * by line and column by column, lines of different columns stay apart where they almost touch. Each is a row of one cell.
 */
export function fragmentsOf(pieces: readonly Piece[]): Row[] {
  const fragments: Fragment[] = [];
  for (const piece of pieces) {
    const open = fragments.at(-1);
    // Text that is drawn twice at one place looks bold.
    if (open && isSame(open.last, piece)) continue;
    if (open && continues(open, piece)) append(open, piece);
    else fragments.push({ texts: [piece.text], x: piece.x, end: piece.end, last: piece, main: piece });
  }
  return fragments.map(({ texts, x, end, main }) => {
    const { y, size, font, turn } = main;
    return { cells: [{ text: texts.join('').trim(), x, end }], y, size, font, turn };
  });
}

function isSame(last: Piece, piece: Piece): boolean {
  const apart = Math.max(Math.abs(last.x - piece.x), Math.abs(last.y - piece.y));
  return last.text === piece.text && apart < 0.2 * piece.size;
}

function continues({ end, main }: Fragment, piece: Piece): boolean {
  const larger = Math.max(piece.size, main.size);
  const isSmall = Math.min(piece.size, main.size) < 0.8 * larger;
  const gap = piece.x - end;
  return (
    Math.abs(piece.y - main.y) <= larger * (isSmall ? SMALL_OFF_BASELINE : OFF_BASELINE) &&
    gap <= larger * (isSmall ? BLANK * 2 : WIDEST_GAP) &&
    gap >= -larger / 2
  );
}

function append(fragment: Fragment, piece: Piece): void {
  if (piece.isApart || piece.x - fragment.end > BLANK * piece.size) fragment.texts.push(' ');
  fragment.texts.push(piece.text.trim());
  fragment.end = Math.max(fragment.end, piece.end);
  fragment.last = piece;
  const { size, text } = fragment.main;
  if (piece.size > size || (piece.size === size && piece.text.length > text.length)) fragment.main = piece;
}
