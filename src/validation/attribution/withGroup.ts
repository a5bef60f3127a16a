import { groupOf, type StockOf } from './stockOf.js';

/** Returns the cross-section with the stock in another sector group: the same one where it is in that group already. */
export function withGroup(stock: StockOf, group: string): StockOf {
  if (groupOf(stock) === group) return stock;
  const { section, at } = stock;
  const groups = Array.from(section.sectorOf, (g) => section.sectors[g]).with(at, group);
  // A group has stocks: that which the stock leaves may have none any more.
  const sectors = [...new Set(groups)].sort();
  const ordinals = new Map(sectors.map((key, g) => [key, g]));
  const sectorOf = Int32Array.from(groups, (key) => ordinals.get(key) ?? -1);
  return { section: { ...section, sectors, sectorOf }, at };
}
