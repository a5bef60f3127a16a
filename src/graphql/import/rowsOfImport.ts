import { sql, type RawBuilder } from 'kysely';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import type { LoaderFactory, LoaderSources } from '../loaders.js';

/** A row that an import found, with its place among all of the import, from 1. */
export interface PlacedRow {
  readonly id: number;
}

/**
 * Makes the factory of a listing of what an import found, in the order of its lines. Because the rows of an import never
 * change, their places name them.
 *
 * @param table the rows, with `batch_id` and `line`
 * @param columns what to read of them
 * @param order tells rows of one line apart
 */
export function rowsOfImport<Row extends PlacedRow>(
  table: RawBuilder<unknown>,
  columns: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): LoaderFactory<RowListing<number, Row>> {
  return ({ reads }: Pick<LoaderSources, 'reads'>) =>
    rowListing(
      (batch: number, { after, before, isFromEnd, limit }) =>
        reads.rows(sql<Row>`
          SELECT * FROM (
            SELECT row_number() OVER (ORDER BY found.line, ${order}) AS id, ${columns}
            FROM ${table} AS found WHERE found.batch_id = ${batch}::integer
          ) AS placed
          WHERE id > ${after ?? 0}::bigint AND (${before}::bigint IS NULL OR id < ${before}::bigint)
          ORDER BY id ${isFromEnd ? sql`DESC` : sql`ASC`}
          LIMIT ${limit}::integer`),
      (batch: number) =>
        countOf(reads, sql`SELECT count(*) AS count FROM ${table} WHERE batch_id = ${batch}::integer`),
    );
}
