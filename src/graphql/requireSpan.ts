import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';

/**
 * Refuses a span of days that ends before it begins.
 *
 * @param from null: no lower bound
 * @param to null: no upper bound
 * @throws UserError where `from` is after `to`
 */
export function requireSpan(from: IsoDate | null | undefined, to: IsoDate | null | undefined): void {
  if (!from || !to || from <= to) return;
  throw new UserError(
    `Expected from to be at most to, got from ${from} and to ${to}: swap them, or leave one out.`,
  );
}
