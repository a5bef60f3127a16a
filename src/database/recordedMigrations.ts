import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Returns the names of the migrations that a database has, in their order; none where it has no schema. */
export async function recordedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const found = await sql<{ table: string | null }>`SELECT to_regclass('kysely_migration') AS table`.execute(
    db,
  );
  if (found.rows[0]?.table === null) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  return rows.map(({ name }) => name);
}
