import type { StockFilter } from '../../books/screen.js';

/** Counts the conditions on numbers in a filter, and in all filters within it, as an argument that is not checked yet. */
export function conditionsIn(filter: unknown): number {
  let count = 0;
  const waiting = [filter];
  while (waiting.length > 0) {
    const next = waiting.pop() as StockFilter | null | undefined;
    if (!next) continue;
    const { where, and, or, not } = next;
    count += where?.length ?? 0;
    for (const inner of [and ?? [], or ?? [], [not]].flat()) waiting.push(inner);
  }
  return count;
}
