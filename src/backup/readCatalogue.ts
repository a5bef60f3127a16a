import type pg from 'pg';
import { LEFT_OUT } from './leftOut.js';
import { QUEUED_COLUMNS } from './queuedJobs.js';

/** A table as the catalogue of the database describes it. */
export interface CatalogueTable {
  readonly name: string;
  /** The columns to copy, in the order of the table. */
  readonly columns: readonly string[];
  /** The size of its rows on the disk, in bytes. */
  readonly bytes: number;
}

export interface Catalogue {
  /** The tables that belong into a backup, each after those that its foreign keys refer to. */
  readonly tables: readonly CatalogueTable[];
  /** The last number of each identity column, as TABLE.COLUMN, also of tables that are left out; null: none was given. */
  readonly sequences: Readonly<Record<string, number | null>>;
}

/** Reads which tables and sequences the store has. */
export async function readCatalogue(client: pg.ClientBase): Promise<Catalogue> {
  const { rows: tables } = await client.query<CatalogueTable>(TABLES, [LEFT_OUT]);
  const { rows: sequences } = await client.query<{ name: string; last: number | null }>(SEQUENCES);
  return {
    tables: tables.map((table) =>
      table.name === 'early_jobs' ? { ...table, columns: QUEUED_COLUMNS } : table,
    ),
    sequences: Object.fromEntries(sequences.map(({ name, last }) => [name, last])),
  };
}

/** Foreign keys have no cycle, else this would not end. */
const TABLES = `
  WITH RECURSIVE stored AS (
    SELECT oid, relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relpersistence = 'p'
      AND relname <> ALL ($1)
  ), reference AS (
    SELECT DISTINCT conrelid, confrelid FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid
  ), depth AS (
    SELECT oid, 0 AS level FROM stored
    UNION ALL
    SELECT conrelid, level + 1 FROM depth JOIN reference ON confrelid = depth.oid
  )
  SELECT relname::text AS name, pg_relation_size(oid)::float8 AS bytes, (
    SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
  ) AS columns
  FROM stored JOIN (SELECT oid, max(level) AS level FROM depth GROUP BY oid) AS place USING (oid)
  ORDER BY level, relname`;

const SEQUENCES = `
  SELECT relname || '.' || attname AS name,
    pg_sequence_last_value(pg_get_serial_sequence(quote_ident(relname), attname)::regclass)::float8 AS last
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
  WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND attidentity <> ''
  ORDER BY name`;
