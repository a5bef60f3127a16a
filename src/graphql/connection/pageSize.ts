import { UserError } from '../../userError.js';

/**
 * Returns how many items a page has.
 *
 * @param asked what the client asked for; null or undefined: the usual number
 * @param usual the default of the field, cut to the longest page
 * @param argument the name of the argument, for messages
 * @throws UserError when `asked` is below 0 or above the longest page
 */
export function pageSize(
  asked: number | null | undefined,
  usual: number,
  { maxPage }: { readonly maxPage: number },
  argument = 'first',
): number {
  // A default of the schema arrives as if the client had asked for it, so it is cut rather than refused.
  if (asked === null || asked === undefined || asked === usual) return Math.min(usual, maxPage);
  if (asked >= 0 && asked <= maxPage) return asked;
  throw new UserError(
    `Expected ${argument} to be a whole number of 0 to ${maxPage}, got ${asked}: ` +
      `ask for smaller pages, and for the next page with ${argument === 'last' ? 'before' : 'after'}.`,
  );
}
