import type { ReportTable } from '../reportContent.js';
import type { ReportChange } from '../reportDocument.js';
import { orderChange } from './orderChange.js';
import { rowsById, type NamedRow } from './rowsById.js';

/**
 * Yields what differs between two states of a table: cells, rows that are new or gone, and another order of the others.
 *
 * @param former null: there was no such table
 * @param now null: there is none any more
 * @param key names of the columns that tell its rows apart
 */
export function* tableChanges(
  id: string,
  former: ReportTable | null,
  now: ReportTable | null,
  key: readonly string[],
): Generator<ReportChange> {
  const before = former && rowsById(former, key);
  const after = now && rowsById(now, key);
  if (before === null || after === null) {
    // The template has changed, and says nothing of which row is which.
    yield { table: id, row: 'all rows', column: null, former: countOf(former), now: countOf(now) };
    return;
  }
  for (const [rowId, row] of after) {
    const same = before.get(rowId);
    if (same === undefined) yield whole(id, row, key, 'now');
    else yield* cellChanges(id, same, row);
  }
  for (const [rowId, row] of before) if (!after.has(rowId)) yield whole(id, row, key, 'former');
  const shared = [...before].filter(([rowId]) => after.has(rowId));
  const order = [...after].filter(([rowId]) => before.has(rowId));
  yield* orderChange(id, shared.map(labelOf), order.map(labelOf));
}

function* cellChanges(
  table: string,
  { cells: before, label: row }: NamedRow,
  { cells }: NamedRow,
): Generator<ReportChange> {
  for (const [column, now] of cells) {
    const former = before.get(column);
    // What only one of two templates has is no change of the data.
    if (former !== undefined && former !== now) yield { table, row, column, former, now };
  }
}

function whole(
  table: string,
  { label: row, cells }: NamedRow,
  key: readonly string[],
  side: 'former' | 'now',
): ReportChange {
  const known = [...cells].filter(([name, value]) => value !== null && !key.includes(name));
  const text = known.map(([name, value]) => `${name} ${String(value)}`).join(', ') || 'a row';
  return { table, row, column: null, former: null, now: null, [side]: text };
}

const labelOf = ([, { label }]: readonly [string, NamedRow]): string => label;

function countOf(table: ReportTable | null): string | null {
  return table && `${table.rows.length} rows`;
}
