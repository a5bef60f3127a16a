import type { Cell, Row } from './rowsOf.js';

/** How many rows a column has at least. */
const FEWEST_ROWS = 4;
/** How many characters rows of a column of prose have on average, at least. Shorter ones are cells of a table. */
const PROSE = 18;
/** The share of the width of wide rows that most rows of prose have. */
const FILLED = 0.55;
/** How many places of gaps between columns are tried. */
const MOST_GAPS = 12;
/** How often columns are divided again. */
const DEEPEST = 6;

/**
 * Divides the fragments of a page, sorted from the top, into parts in the order in which they are read: columns of prose one
 * after the other. All else, such as tables, stays in one part.
 */
export function readingOrder(rows: readonly Row[], depth = 0): (readonly Row[])[] {
  const parts: (readonly Row[])[] = [];
  let rest = rows;
  while (depth < DEEPEST) {
    const columns = widestColumns(rest);
    if (columns === null) break;
    const { gap, from, to } = columns;
    const within = rest.slice(from, to);
    parts.push(
      ...readingOrder(rest.slice(0, from), depth + 1),
      ...readingOrder(
        sideOf(within, (cell) => cell.x < gap),
        depth + 1,
      ),
      ...readingOrder(
        sideOf(within, (cell) => cell.x >= gap),
        depth + 1,
      ),
    );
    rest = rest.slice(to);
  }
  return [...parts, rest];
}

interface Columns {
  /** Where the right column starts. */
  readonly gap: number;
  /** The rows between which the gap is: from the first one to before the last one. */
  readonly from: number;
  readonly to: number;
}

function widestColumns(rows: readonly Row[]): Columns | null {
  let widest: Columns | null = null;
  for (const gap of gapsOf(rows)) {
    for (const run of runsWithout(rows, gap)) {
      if (run.to - run.from > (widest ? widest.to - widest.from : 0) && areColumns(rows, run)) widest = run;
    }
  }
  return widest;
}

/** Returns where columns may start: the left edges that most cells share, but those of the page. */
function gapsOf(rows: readonly Row[]): number[] {
  const cells = rows.flatMap((row) => row.cells);
  const left = cells.reduce((least, cell) => Math.min(least, cell.x), Infinity);
  const edges = new Map<number, number>();
  for (const { x } of cells) {
    const edge = Math.floor(x / 2) * 2;
    if (x > left + 60) edges.set(edge, (edges.get(edge) ?? 0) + 1);
  }
  return [...edges]
    .filter(([, count]) => count >= FEWEST_ROWS)
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .slice(0, MOST_GAPS)
    .map(([edge]) => edge - 1);
}

/** Returns the runs of rows of which no cell crosses the gap. */
function runsWithout(rows: readonly Row[], gap: number): Columns[] {
  const runs: Columns[] = [];
  let from = 0;
  for (let index = 0; index <= rows.length; index++) {
    const row = rows[index];
    if (row && !row.cells.some((cell) => cell.x < gap && cell.end > gap + 1)) continue;
    if (index > from) runs.push({ gap, from, to: index });
    from = index + 1;
  }
  return runs;
}

function areColumns(rows: readonly Row[], { gap, from, to }: Columns): boolean {
  const within = rows.slice(from, to);
  return [sideOf(within, (cell) => cell.x < gap), sideOf(within, (cell) => cell.x >= gap)].every(isProse);
}

/** The fragments may be of several columns, which are divided later. */
function isProse(rows: readonly Row[]): boolean {
  if (rows.length < FEWEST_ROWS) return false;
  const cells = rows.flatMap((row) => row.cells);
  const characters = cells.reduce((sum, cell) => sum + cell.text.length, 0);
  const widths = cells.map((cell) => cell.end - cell.x).sort((one, other) => one - other);
  const wide = widths[Math.floor(widths.length * 0.9)] ?? 0;
  const filled = widths.filter((width) => width > FILLED * wide);
  return characters / cells.length >= PROSE && filled.length >= widths.length / 2;
}

/** Returns the cells of a column, as rows. */
function sideOf(rows: readonly Row[], isOf: (cell: Cell) => boolean): Row[] {
  return rows.map((row) => ({ ...row, cells: row.cells.filter(isOf) })).filter((row) => row.cells.length > 0);
}
