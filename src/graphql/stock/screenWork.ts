import type { StockFilter } from '../../books/screen.js';

/** Units of going through a day of 2,000 stocks: once, with a condition or a filter within another one, and with a search. */
const ONCE = 1;
const TEST = 3;
const SEARCH = 10;

/**
 * Returns the units of screening a day, which is in memory.
 *
 * @param filter as an argument that is not checked yet, so that it may be larger than a filter may be
 */
export function screenWork(filter: unknown): number {
  let units = ONCE;
  const waiting = [filter];
  while (waiting.length > 0) {
    const next = waiting.pop() as StockFilter | null | undefined;
    if (!next) continue;
    const { search, where, and, or, not } = next;
    units += TEST * (where?.length ?? 0) + (search ? SEARCH : 0);
    for (const inner of [and ?? [], or ?? [], not ?? []].flat()) {
      units += TEST;
      waiting.push(inner);
    }
  }
  return units;
}
