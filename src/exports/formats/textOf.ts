import { isoOf } from '../../market/day.js';
import type { Cell, ColumnType } from '../exportTable.js';

/**
 * Returns a cell as CSV and JSON write it: a date and an instant in ISO 8601; a number in the shortest way that is read as
 * the same double, of which JavaScript alone forgets the sign of zero. Null: the cell is.
 */
export function textOf(cell: Cell, type: ColumnType): string | null {
  if (cell === null || typeof cell === 'string') return cell;
  if (type === 'date') return isoOf(cell);
  if (type === 'instant') return new Date(cell).toISOString();
  return Object.is(cell, -0) ? '-0' : String(cell);
}
