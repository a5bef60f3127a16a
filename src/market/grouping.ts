import type { Ticker } from '../scoring/names.js';
import type { IndexBars } from './facts.js';
import type { IndexBar } from './imports/formats.js';

/** Closes per index, ascending by day. */
export function indexBars(bars: readonly IndexBar[]): Map<string, IndexBars> {
  const ascending = [...bars].sort((a, b) => a.day - b.day);
  const groups = [...groupBy(ascending, ({ index }) => index)];
  return new Map(
    groups.map(([index, group]) => {
      const day = Int32Array.from(group, (bar) => bar.day);
      return [index, { day, close: Float64Array.from(group, ({ close }) => close) }];
    }),
  );
}

export const byTicker = <Fact extends { readonly ticker: Ticker }>(
  facts: readonly Fact[],
): Map<Ticker, Fact[]> => groupBy(facts, ({ ticker }) => ticker);

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
