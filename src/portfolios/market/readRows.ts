import type { Kysely, RawBuilder } from 'kysely';
import type pg from 'pg';
import type { Tables } from '../../database/tables.js';

/**
 * Sends a statement that reads. Its rows may be JSON, so exact decimals are selected as texts and days as dates.
 */
export type ReadRows = <Row extends object>(query: RawBuilder<Row>) => Promise<readonly Row[]>;

/**
 * Returns what sends statements over a connection, such as within a transaction.
 *
 * @param db builds the statements
 */
export const readRowsOver =
  (db: Kysely<Tables>, client: pg.ClientBase | pg.Pool): ReadRows =>
  async <Row extends object>(query: RawBuilder<Row>) => {
    const { sql, parameters } = query.compile(db);
    const { rows } = await client.query<Row>(sql, [...parameters]);
    return rows;
  };
