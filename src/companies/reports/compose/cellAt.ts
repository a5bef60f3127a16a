import type { ReportCell } from '../reportContent.js';
import { valuesAt, type Place } from './place.js';

/**
 * Returns what a cell of a table shows: the value at a path as the answer has it. A list is a text with "; " between the
 * values that are known.
 *
 * @throws Error where an object is at the path, or no such field
 */
export function cellAt(row: Place, path: string): ReportCell {
  const cells = valuesAt(row, path).map((value) => cellOf(value, path));
  const [only = ''] = cells;
  return cells.length === 1 ? only : cells.filter((cell) => cell !== null).join('; ');
}

function cellOf(value: unknown, path: string): ReportCell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Error(`Expected ${path} to be a text, number or boolean, got ${typeof value}.`);
}
