import type { Day } from '../../scoring/names.js';

/**
 * Returns the fact with the newest period, and of this the one that was published last.
 *
 * @param counts which facts count
 * @returns null where none counts
 */
export function newestPublished<Fact extends { readonly periodEnd: Day; readonly publishedOn: Day }>(
  facts: readonly Fact[],
  counts: (fact: Fact) => boolean,
): Fact | null {
  let found: Fact | null = null;
  for (const fact of facts) {
    if (!counts(fact)) continue;
    const isNewer =
      found === null ||
      fact.periodEnd > found.periodEnd ||
      (fact.periodEnd === found.periodEnd && fact.publishedOn >= found.publishedOn);
    if (isNewer) found = fact;
  }
  return found;
}
