import { shiftedDecimal } from './shiftedDecimal.js';
import { digitsOf } from './writtenNumber.js';

/** The number that fills a cell of a table. */
export interface CellNumber {
  readonly decimal: string;
  readonly isPercent: boolean;
}

const CELL =
  /^(?:(?:₹|Rs\.?|INR)\s{0,2})?(?<open>\()?\s?(?<sign>[-−–])?\s?(?<number>\d[\d,.]{0,40}?)\s?(?<inside>%)?\s?(?<close>\))?\s?(?<after>%)?[*#^†@]{0,2}$/u;

/** Returns the number of a cell, below 0 in brackets; null where the cell is something else. */
export function cellNumber(cell: string): CellNumber | null {
  const match = cell.length > 60 ? null : CELL.exec(cell.trim())?.groups;
  if (!match) return null;
  const { open, sign, number = '', inside, close, after } = match;
  const digits = digitsOf(number);
  if (digits === null || (open === undefined) !== (close === undefined)) return null;
  const decimal = shiftedDecimal(digits, 0, open !== undefined || sign !== undefined);
  return { decimal, isPercent: inside !== undefined || after !== undefined };
}
