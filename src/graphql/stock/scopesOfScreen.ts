import type { Scope } from '../../access/scopes.js';
import type { StockFilter } from '../../books/screen.js';
import { FIELD_SOURCES } from '../../books/stockFields.js';

/** Names of the fields that are read from risks. */
const OF_RISKS: ReadonlySet<unknown> = new Set(
  Object.entries(FIELD_SOURCES)
    .filter(([, { of }]) => of === 'RISK')
    .map(([field]) => field),
);

/**
 * Returns the scopes that a screen needs for what it filters and orders by: its pages tell of these numbers, too.
 *
 * @param filter as an argument that is not checked yet, so that it may be larger than a filter may be
 */
export function scopesOfScreen(filter: unknown, orderBy: unknown): readonly Scope[] {
  if (OF_RISKS.has((orderBy as { readonly field?: unknown } | null | undefined)?.field)) return ['RISK_READ'];
  const waiting = [filter];
  while (waiting.length > 0) {
    const next = waiting.pop() as StockFilter | null | undefined;
    if (!next) continue;
    const { where, and, or, not } = next;
    if (where?.some(({ field, than }) => OF_RISKS.has(field) || OF_RISKS.has(than))) return ['RISK_READ'];
    waiting.push(...(and ?? []), ...(or ?? []), not);
  }
  return [];
}
