import { UserError } from '../userError.js';

/** The most items that one page may have. */
export const MOST_PER_PAGE = 500;

/** Consecutive items of an ordered list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** How many items the whole list has. */
  readonly totalCount: number;
}

/**
 * Takes the `first` items from index `start` on. A page of 0 items still tells whether there are more.
 *
 * @throws UserError where `first` is not a whole number from 0 to 500
 */
export function pageOf<Item>(
  ordered: { readonly length: number; slice(start: number, end: number): Iterable<Item> },
  first: number,
  start: number,
): Page<Item> {
  if (!Number.isInteger(first) || first < 0 || first > MOST_PER_PAGE) {
    throw new UserError(
      `Expected first to be a whole number of 0 to ${MOST_PER_PAGE}, got ${first}: ` +
        'ask for smaller pages, and for the next one with after.',
    );
  }
  const end = Math.min(start + first, ordered.length);
  return {
    items: [...ordered.slice(start, end)],
    hasNextPage: end < ordered.length,
    hasPreviousPage: start > 0,
    totalCount: ordered.length,
  };
}
