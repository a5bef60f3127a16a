import type pg from 'pg';

/** Fewer rows than this change no plan. */
const MANY_ROWS = 10_000;

/**
 * Has PostgreSQL look at tables that many rows were written to. It does so by itself a minute later; until then
 * it takes them for small, and scans what it has an index for.
 */
export async function noteManyRows(
  client: pg.ClientBase,
  rows: number,
  ...tables: readonly string[]
): Promise<void> {
  if (rows >= MANY_ROWS) await client.query(`ANALYZE ${tables.join(', ')}`);
}
