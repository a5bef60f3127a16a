import type { RawBuilder } from 'kysely';
import type pg from 'pg';
import { statementCompiler } from './statementCompiler.js';

/** Runs SQL of a template over a connection, such as within a transaction, and returns its rows. */
export async function sqlOver<Row extends object>(
  client: pg.ClientBase | pg.Pool,
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  const { sql, parameters } = statement.compile(statementCompiler);
  const { rows } = await client.query<Row>(sql, [...parameters]);
  return rows;
}
