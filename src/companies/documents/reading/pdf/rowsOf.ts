import { apartFromMargins } from './apartFromMargins.js';
import { fragmentsOf } from './fragmentsOf.js';
import { mergedRows } from './mergedRows.js';
import type { Piece } from './piecesOf.js';
import { readingOrder } from './readingOrder.js';

/** A part of a row, apart from the others by a wide gap. */
export interface Cell {
  readonly text: string;
  readonly x: number;
  readonly end: number;
}

/** A row of text: what stands on one baseline of a column. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly turn: number;
}

/** Makes rows of the pieces of a page, in the order in which they are read. Text that runs in another direction is last. */
export function rowsOf(pieces: readonly Piece[]): Row[] {
  const turns = [0, 1, 2, 3].map((turn) => pieces.filter((piece) => piece.turn === turn));
  const byLength = turns.sort((one, other) => lengthOf(other) - lengthOf(one));
  return byLength.flatMap((turned) => {
    const fragments = fragmentsOf(turned).sort((one, other) => one.y - other.y);
    return apartFromMargins(fragments)
      .flatMap((part) => readingOrder(part))
      .flatMap(mergedRows);
  });
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}
