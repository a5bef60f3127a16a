import type pg from 'pg';

/** Fewer new rows than this change no plan. */
const MANY_ROWS = 10_000;

/**
 * Has PostgreSQL analyze tables after many rows were written to them. It does so by itself a minute later; until then it
 * takes the tables for small, and scans them although it has an index.
 */
export async function noteManyRows(
  client: pg.ClientBase,
  rows: number,
  ...tables: readonly string[]
): Promise<void> {
  if (rows >= MANY_ROWS) await client.query('SELECT analyze_tables($1)', [tables]);
}
