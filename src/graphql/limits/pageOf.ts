import { MOST_PER_PAGE } from '../../books/page.js';
import type { FieldVisit } from './fieldVisit.js';

/**
 * Returns the most items on the page of a field that returns a connection, as `requestedPage` reads its arguments. A
 * `first` of null means its default, which counts as left out where `last` is given.
 */
export function pageOf(visit: FieldVisit): number {
  return Math.min(...sizesOf(visit));
}

/** Returns how many rows SQL reads for a page: one more than its items, to know whether there are more. */
export function rowsOfPage(visit: FieldVisit): number {
  return Math.max(...sizesOf(visit)) + 1;
}

/** Returns the sizes from the start and from the end that count. */
function sizesOf({ args, field }: FieldVisit): number[] {
  const usual: unknown = field.args.find(({ name }) => name === 'first')?.defaultValue;
  const { first = null, last = null } = args;
  if (last === null) return [sizeOfPage(first ?? usual)];
  return first === null || first === usual ? [sizeOfPage(last)] : [sizeOfPage(first), sizeOfPage(last)];
}

/**
 * Whether a page below the root is one that its resolver refuses, as far as its arguments tell. A cursor is of the list of
 * one parent, so that all other parents refuse it.
 */
export function isRefusedPage({ args, parent }: FieldVisit): boolean {
  if (parent === null) return false;
  const { first, last, after, before, from, to } = args;
  return (
    isGiven(after) ||
    isGiven(before) ||
    isOutside(first) ||
    isOutside(last) ||
    (isGiven(from) && isGiven(to) && from > to)
  );
}

const isGiven = (value: unknown): value is string => typeof value === 'string';

const isOutside = (size: unknown): boolean => typeof size === 'number' && (size < 0 || size > MOST_PER_PAGE);

/**
 * Returns the items of a page for its `first` or `last`. The resolver refuses a number outside of 0 to 500, which counts as
 * the nearest of both.
 *
 * @throws Error where it is no number: the field has no default
 */
export function sizeOfPage(size: unknown): number {
  if (typeof size === 'number') return Math.min(Math.max(size, 0), MOST_PER_PAGE);
  throw new Error(`Expected a page with a number of items, got ${String(size)}: give \`first\` a default.`);
}
