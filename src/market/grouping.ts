import type { Ticker } from '../scoring/names.js';

/** Groups facts by their stock. */
export const byTicker = <Fact extends { readonly ticker: Ticker }>(
  facts: readonly Fact[],
): Map<Ticker, Fact[]> => groupBy(facts, ({ ticker }) => ticker);

/** Groups items by a key. Groups and the items of each stand in the order in which they first occur. */
export function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
