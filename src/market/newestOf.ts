import type { Day } from '../scoring/names.js';

/** Returns the first one of those with the newest period_end; null where there is none. */
export function newestOf<One extends { readonly periodEnd: Day }>(
  results: readonly (One | null)[],
): One | null {
  let newest: One | null = null;
  for (const result of results) {
    if (result !== null && (newest === null || result.periodEnd > newest.periodEnd)) newest = result;
  }
  return newest;
}
