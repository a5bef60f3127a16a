import type pg from 'pg';

/** The end of the log, the size of the database, and its schema. */
export interface StoreFacts {
  /** The position of the newest event of the log. */
  readonly position: number;
  readonly databaseBytes: number;
  /** The newest migration that was applied. */
  readonly migration: string | null;
}

export async function readStoreFacts(client: pg.Pool): Promise<StoreFacts> {
  const { rows } = await client.query<StoreFacts>(
    `SELECT last_position AS position, pg_database_size(current_database()) AS "databaseBytes",
       (SELECT max(name) FROM kysely_migration) AS migration
     FROM event_log`,
  );
  return rows[0];
}
