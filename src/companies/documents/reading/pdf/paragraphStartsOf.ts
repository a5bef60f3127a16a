import type { Row } from './rowsOf.js';

/** How much larger than usual the gap above a paragraph is. */
const PARAGRAPH_GAP = 1.25;
/** How many sizes of the font the first row of a paragraph may be indented, at least. */
const INDENT = 0.8;
/** The share of the width that a row leaves free at the end of a paragraph. */
const FREE = 0.12;
/** How many rows around one say how wide its column is. */
const AROUND = 8;

/** Returns which rows of a page, in reading order, begin a paragraph. */
export function paragraphStartsOf(rows: readonly Row[]): boolean[] {
  const usual = usualGap(rows);
  return rows.map((row, index) => {
    const above = rows[index - 1];
    if (above === undefined) return true;
    const gap = row.y - above.y;
    if (row.turn !== above.turn || Math.abs(row.size - above.size) > 0.1 * above.size) return true;
    // "Moderator:   Good morning": who speaks begins a paragraph.
    if (row.cells.length > 1 && /:$/.test(row.cells[0]?.text ?? '')) return true;
    const ended = /[.!?:;]["'”’)\]]*$/.test(above.cells.at(-1)?.text ?? '');
    // The next column goes on with the paragraph, unless a sentence ended there.
    if (gap <= 0) return ended;
    if (gap > PARAGRAPH_GAP * Math.max(usual, row.size)) return true;
    return (
      ended &&
      (isIndented(row, above) || isShort(above, rows.slice(Math.max(0, index - AROUND), index + AROUND)))
    );
  });
}

/** Returns the gap between most rows, in points. */
function usualGap(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const [index, row] of rows.entries()) {
    const gap = Math.round((row.y - (rows[index - 1]?.y ?? row.y)) * 2) / 2;
    if (gap > 0 && gap < 3 * row.size) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  // Of gaps that are as frequent, the least.
  const [gap] = [...counts].reduce(
    (best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best),
    [0, 0],
  );
  return gap;
}

function isIndented(row: Row, above: Row): boolean {
  const x = row.cells[0]?.x ?? 0;
  return above.cells.every((cell) => Math.abs(x - cell.x) > INDENT * row.size);
}

function isShort(above: Row, around: readonly Row[]): boolean {
  const x = above.cells[0]?.x ?? 0;
  const end = above.cells.at(-1)?.end ?? 0;
  const edge = Math.max(...around.map((row) => row.cells.at(-1)?.end ?? 0));
  return edge - end > FREE * (edge - x);
}
