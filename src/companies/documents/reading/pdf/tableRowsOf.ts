import { isNumberCell } from '../isNumberCell.js';
import type { Row } from './rowsOf.js';

/** How far apart, in points, edges of cells in one column may be. */
const ALIGNED = 4;
/** The longest caption between two rows of a table. */
const LONGEST_CAPTION = 60;

/** Returns which rows of a page, in reading order, are rows of tables. */
export function tableRowsOf(rows: readonly Row[]): boolean[] {
  const isRow = rows.map(isNumberRow);
  const isTable = rows.map(
    (row, index) =>
      isRow[index] === true && neighboursOf(rows, isRow, index).some((other) => areAligned(row, other)),
  );
  for (const [index, row] of rows.entries()) {
    if (isTable[index]) continue;
    // A caption or a wrapped name between two rows, and the head of the columns above the first one.
    const isBetween =
      isTable[index - 1] === true && isRow[index + 1] === true && textOf(row).length <= LONGEST_CAPTION;
    const isHead = row.cells.length > 1 && isRow[index + 1] === true && areColumnsOf(row, rows[index + 1]);
    if (isBetween || isHead) isTable[index] = true;
  }
  return isTable;
}

function isNumberRow(row: Row): boolean {
  const numbers = row.cells.filter((cell) => isNumberCell(cell.text));
  return (
    row.cells.length > 1 &&
    numbers.length > 0 &&
    (row.cells.length > 2 || !/:$/.test(row.cells[0]?.text ?? ''))
  );
}

/** Returns the nearest rows with numbers above and below. */
function neighboursOf(rows: readonly Row[], isRow: readonly boolean[], index: number): Row[] {
  const near = [index - 2, index - 1, index + 1, index + 2];
  return near.flatMap((other) => (isRow[other] === true && rows[other] ? [rows[other]] : []));
}

/** Whether two rows have numbers in one column. */
function areAligned(one: Row, other: Row): boolean {
  return one.cells.some(
    (cell, index) =>
      index > 0 &&
      isNumberCell(cell.text) &&
      other.cells.some(
        (below) =>
          isNumberCell(below.text) &&
          [below.x - cell.x, below.end - cell.end, (below.x + below.end - cell.x - cell.end) / 2].some(
            (distance) => Math.abs(distance) < ALIGNED,
          ),
      ),
  );
}

/** Whether the cells of a head stand above those of a row. */
function areColumnsOf(head: Row, row: Row | undefined): boolean {
  const above = head.cells.filter((cell) =>
    row?.cells.some((below) => below.x < cell.end && cell.x < below.end),
  );
  return above.length === head.cells.length;
}

function textOf(row: Row): string {
  return row.cells.map((cell) => cell.text).join(' ');
}
