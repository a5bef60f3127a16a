/** Reads the tables of the store, for tests that compare all of them. */
import type pg from 'pg';
import type { Database } from '../../../src/database/database.js';
import { asOwner } from '../database/testDatabase.js';

/** Every table that an import or an update of features writes. */
export const TABLES = [
  'batches',
  'refusals',
  'flagged_rows',
  'market_kind',
  'stocks',
  'companies',
  'bars',
  'index_bars',
  'actions',
  'fundamentals',
  'statements',
  'shareholding',
  'company_events',
  'calendar_days',
  'symbols',
  'classifications',
  'filings',
  'intelligence',
  'withdrawals',
  'features',
  'stale_features',
  'bar_flags',
] as const;
export type TableName = (typeof TABLES)[number];
export type Dump = Readonly<Record<TableName, readonly string[]>>;

export async function withClient<Result>(
  { pool }: Pick<Database, 'pool'>,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

/**
 * Returns all rows as texts, ascending. Because a failed import leaves gaps between the ids of stocks, stocks are named
 * by their tickers. The time of a batch is left out.
 */
export async function dumpTables(client: pg.ClientBase): Promise<Dump> {
  const dump: Partial<Record<TableName, readonly string[]>> = {};
  for (const table of TABLES) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'recorded_at' - 'stock_id' - ${table === 'stocks' ? "'id'" : "''"} || coalesce(
         (SELECT jsonb_build_object('stock', ticker) FROM stocks WHERE stocks.id = (to_jsonb(t) ->> 'stock_id')::int4),
         '{}'
       ))::text AS row FROM ${table} t`,
    );
    dump[table] = rows.map(({ row }) => row).sort();
  }
  return dump as Dump;
}

/** Returns where each row lies and which transaction wrote it. This differs even where a row was written unchanged. */
export async function rowVersions(client: pg.ClientBase): Promise<Dump> {
  const dump: Partial<Record<TableName, readonly string[]>> = {};
  for (const table of TABLES) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT concat_ws(' ', ctid, xmin, xmax, t::text) AS row FROM ${table} t`,
    );
    dump[table] = rows.map(({ row }) => row).sort();
  }
  return dump as Dump;
}

/** Empties the store, as before its first import. */
export async function emptyStore(database: Pick<Database, 'pool'>): Promise<void> {
  await asOwner(database, `TRUNCATE ${TABLES.join(', ')} RESTART IDENTITY CASCADE`);
}
