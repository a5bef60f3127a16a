import type { RawBuilder } from 'kysely';
import type pg from 'pg';
import { statementCompiler } from '../../database/statementCompiler.js';

/**
 * Sends a statement that reads. Its rows may be JSON, so exact decimals are selected as texts and days as dates.
 */
export type ReadRows = <Row extends object>(query: RawBuilder<Row>) => Promise<readonly Row[]>;

/** Returns what sends statements over a connection, one after the other, such as within a transaction. */
export function readRowsOver(client: pg.ClientBase | pg.Pool): ReadRows {
  let former: Promise<unknown> = Promise.resolve();
  return <Row extends object>(query: RawBuilder<Row>) => {
    const { sql, parameters } = query.compile(statementCompiler);
    const read = former.then(() => client.query<Row>(sql, [...parameters]));
    former = read.catch(() => undefined);
    return read.then(({ rows }) => rows);
  };
}
