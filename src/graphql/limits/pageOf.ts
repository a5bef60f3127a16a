import { MOST_PER_PAGE } from '../../books/page.js';
import type { FieldVisit } from './fieldVisit.js';

/** Returns the most items on the page of a field that returns a connection. A `first` of null means its default. */
export function pageOf({ args, field }: FieldVisit): number {
  return sizeOfPage(args['first'] ?? field.args.find(({ name }) => name === 'first')?.defaultValue);
}

/** Returns how many rows SQL reads for a page: one more than its items, to know whether there is a next page. */
export function rowsOfPage(visit: FieldVisit): number {
  return pageOf(visit) + 1;
}

/**
 * Returns the items of a page for its `first`. The resolver refuses a `first` outside of 0 to 500, which counts as
 * the nearest of both.
 *
 * @throws Error where `first` is no number: the field has no default
 */
export function sizeOfPage(first: unknown): number {
  if (typeof first === 'number') return Math.min(Math.max(first, 0), MOST_PER_PAGE);
  throw new Error(`Expected a page with a number of items, got ${String(first)}: give \`first\` a default.`);
}
