import { isoOf } from '../../market/day.js';
import type { ColumnType } from '../exportTable.js';

/**
 * Returns a cell as CSV and JSON write it: a date and an instant in ISO 8601; a number in the shortest way that is read as
 * the same double, of which JavaScript alone forgets the sign of zero.
 */
export function textOf(cell: string | number, type: ColumnType): string {
  if (typeof cell === 'string') return cell;
  if (type === 'date') return isoOf(cell);
  if (type === 'instant') return new Date(cell).toISOString();
  return Object.is(cell, -0) ? '-0' : String(cell);
}
