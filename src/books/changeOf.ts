import type { Points } from '../scoring/names.js';
import { round2 } from '../scoring/rounding.js';
import type { BookRow } from './dayBook.js';

/** Subtracts the value of the session before; null where there is none. It rounds, so that equal changes are equal. */
export function changeOf(row: BookRow): Points | null {
  return row.previousSessionValue === null ? null : round2(row.value - row.previousSessionValue);
}
