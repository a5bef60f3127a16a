import type { ReportChange } from '../reportDocument.js';

/**
 * Yields one change where the same things are in another order: what is now at the first place that differs, and what was.
 *
 * @param table the id of a table; null: findings
 */
export function* orderChange(
  table: string | null,
  former: readonly string[],
  now: readonly string[],
): Generator<ReportChange> {
  const first = now.findIndex((label, k) => label !== former[k]);
  if (first < 0) return;
  yield { table, row: 'order', column: null, former: former[first], now: now[first] };
}
