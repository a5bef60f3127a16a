import type { PageSize } from '../../books/page.js';
import { pageSize } from './pageSize.js';

/** The arguments of a field that returns a connection, as clients give them. */
export interface PageArguments {
  readonly first: number | null | undefined;
  readonly last: number | null | undefined;
}

/**
 * Returns which page a client asks for. With `last`, a `first` of the usual number counts as left out: a default of the
 * schema arrives as if the client had asked for it.
 *
 * @param usual the default of `first`
 * @throws UserError when one of both is below 0 or above the longest page
 */
export function requestedPage(
  { first, last }: PageArguments,
  usual: number,
  limits: { readonly maxPage: number },
): PageSize {
  if (last === null || last === undefined) return { first: pageSize(first, usual, limits), last: null };
  const isLeftOut = first === null || first === undefined || first === usual;
  return {
    first: isLeftOut ? null : pageSize(first, usual, limits),
    last: pageSize(last, 0, limits, 'last'),
  };
}

/** Returns how many rows SQL reads for a page: one more than its items, to know whether there are more. */
export function rowsToRead({ first, last }: PageSize): number {
  return Math.max(first ?? 0, last ?? 0) + 1;
}
