import type { ReportCell, ReportTable } from '../reportContent.js';

/** A row of a table with what tells it from the others. */
export interface NamedRow {
  /** What it is about, for readers. */
  readonly label: string;
  readonly cells: ReadonlyMap<string, ReportCell>;
}

/**
 * Returns the rows of a table by the values of their key, in their order. Rows that have the same values are told apart by
 * their order.
 *
 * @param key names of columns
 * @returns null where the table lacks a column of the key
 */
export function rowsById(
  { columns, rows }: Pick<ReportTable, 'columns' | 'rows'>,
  key: readonly string[],
): ReadonlyMap<string, NamedRow> | null {
  const names = columns.map(({ name }) => name);
  if (!key.every((name) => names.includes(name))) return null;
  const named = new Map<string, NamedRow>();
  const seen = new Map<string, number>();
  for (const row of rows) {
    const cells = new Map(names.map((name, k) => [name, row[k] ?? null] as const));
    const values = key.map((name) => cells.get(name) ?? null);
    const same = JSON.stringify(values);
    const count = (seen.get(same) ?? 0) + 1;
    seen.set(same, count);
    const label = values.map((value) => String(value ?? 'not known')).join(', ');
    named.set(`${same} ${count}`, { label: count === 1 ? label : `${label} (${count})`, cells });
  }
  return named;
}
