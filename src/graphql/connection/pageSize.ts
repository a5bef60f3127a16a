import { UserError } from '../../userError.js';

/**
 * Returns how many items a page has.
 *
 * @param first what the client asked for; null or undefined: the usual number
 * @param usual the default of the field, cut to the longest page
 * @throws UserError when `first` is below 0 or above the longest page
 */
export function pageSize(
  first: number | null | undefined,
  usual: number,
  { maxPage }: { readonly maxPage: number },
): number {
  // A default of the schema arrives as if the client had asked for it, so it is cut rather than refused.
  if (first === null || first === undefined || first === usual) return Math.min(usual, maxPage);
  if (first >= 0 && first <= maxPage) return first;
  throw new UserError(
    `Expected first to be a whole number of 0 to ${maxPage}, got ${first}: ` +
      'ask for smaller pages, and for the next page with after.',
  );
}
