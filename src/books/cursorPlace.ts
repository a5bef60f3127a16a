import { shown } from '../shown.js';
import { UserError } from '../userError.js';

/** The order of a list. */
interface Order {
  readonly field: string;
  readonly direction: string;
}

/** @throws UserError where a cursor is of another order than the list */
export function requireSameOrder(cursor: Order, list: Order): void {
  if (cursor.field === list.field && cursor.direction === list.direction) return;
  throw new UserError(
    `Expected a cursor of the order ${list.field} ${list.direction}, got one of ${cursor.field} ${cursor.direction}: ` +
      'keep to its order, or begin again without a cursor.',
  );
}

/**
 * Returns the place of the row that a cursor names, among all rows of a list.
 *
 * @param rank the place of each row
 * @param index of the row; -1 where the list does not have it
 * @throws UserError where the list does not have it
 */
export function placeOf(rank: Int32Array, index: number, ticker: string): number {
  if (index !== -1) return rank[index];
  throw new UserError(
    `Expected a cursor of a stock that the list has, got one of ${shown(ticker)}, which may have another ticker now: ` +
      'begin again without a cursor.',
  );
}

/**
 * Returns the index in `listed` of the first row whose place is behind another.
 *
 * @param listed rows in the order of their places
 */
export function startAfter(rank: Int32Array, listed: Int32Array, place: number): number {
  let [low, high] = [0, listed.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rank[listed[middle]] > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
