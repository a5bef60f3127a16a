import type { Cell, Row } from './rowsOf.js';

/** How many sizes of the font wide the gap between two cells is at least. */
const CELL_GAP = 1.4;
/** How far from each other, in sizes of the smaller font, fragments of one row may stand. */
const OFF_BASELINE = 0.35;
/** How many sizes of the font wide a blank is at least. */
const BLANK = 0.14;

/** Merges the fragments of a column, sorted from the top, into rows: those that stand on one baseline. */
export function mergedRows(fragments: readonly Row[]): Row[] {
  const lines: Row[][] = [];
  for (const fragment of fragments) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && fragment.y - first.y <= OFF_BASELINE * Math.min(fragment.size, first.size)) {
      line.push(fragment);
    } else lines.push([fragment]);
  }
  return lines.map(rowOf);
}

function rowOf(line: readonly Row[]): Row {
  const longest = line.reduce((best, next) => (lengthOf(next) > lengthOf(best) ? next : best));
  const cells: Cell[] = [];
  for (const cell of line.flatMap((fragment) => fragment.cells).sort((one, other) => one.x - other.x)) {
    const before = cells.at(-1);
    if (before === undefined || cell.x - before.end > CELL_GAP * longest.size) {
      cells.push(cell);
      continue;
    }
    const blank = cell.x - before.end > BLANK * longest.size ? ' ' : '';
    cells.splice(-1, 1, {
      text: before.text + blank + cell.text,
      x: before.x,
      end: Math.max(before.end, cell.end),
    });
  }
  return { ...longest, cells };
}

function lengthOf(row: Row): number {
  return row.cells.reduce((sum, cell) => sum + cell.text.length, 0);
}
