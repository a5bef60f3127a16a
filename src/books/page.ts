import { UserError } from '../userError.js';

/** The most items that one page may have. */
export const MOST_PER_PAGE = 500;

/** How many items a page has, counted from either end of what its cursors leave (Relay); one of both is not null. */
export interface PageSize {
  /** The most items from the start; null: no limit. */
  readonly first: number | null;
  /** The most items from the end of these; null: no limit. */
  readonly last: number | null;
}

/** Consecutive items of an ordered list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** How many items the whole list has. */
  readonly totalCount: number;
}

/**
 * Takes a page of the items from index `start` up to `end`, by the algorithms of Relay's specification. A page of 0
 * items still tells whether there are more.
 *
 * @param start index of the item after the cursor `after`; 0 without one
 * @param end index of the item at the cursor `before`; the length of the list without one
 * @throws UserError where `first` or `last` is not a whole number from 0 to 500
 */
export function pageOf<Item>(
  ordered: { readonly length: number; slice(start: number, end: number): Iterable<Item> },
  { first, last }: PageSize,
  start = 0,
  end = ordered.length,
): Page<Item> {
  requireSize('first', first);
  requireSize('last', last);
  const between = Math.max(0, end - start);
  const high = start + Math.min(between, first ?? between);
  const low = Math.max(start, high - (last ?? between));
  return {
    items: [...ordered.slice(low, high)],
    hasNextPage: first === null ? end < ordered.length : between > first,
    hasPreviousPage: last === null ? start > 0 : between > last,
    totalCount: ordered.length,
  };
}

function requireSize(name: string, size: number | null): void {
  if (size === null || (Number.isInteger(size) && size >= 0 && size <= MOST_PER_PAGE)) return;
  throw new UserError(
    `Expected ${name} to be a whole number of 0 to ${MOST_PER_PAGE}, got ${size}: ` +
      `ask for smaller pages, and for the next one with ${name === 'last' ? 'before' : 'after'}.`,
  );
}
