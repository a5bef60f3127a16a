import type { Compilable } from 'kysely';
import type pg from 'pg';

/** Runs a statement of Kysely over a connection, such as within a transaction, and returns its rows. */
export async function rowsOver<Row extends object>(
  client: pg.ClientBase,
  statement: Compilable<Row>,
): Promise<Row[]> {
  const { sql, parameters } = statement.compile();
  const { rows } = await client.query<Row>(sql, [...parameters]);
  return rows;
}
