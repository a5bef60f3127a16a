import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { isBehind } from './isBehind.js';
import { isWorkerBehind } from './isWorkerBehind.js';
import { readMigrations } from './readMigrations.js';
import type { Tables } from './tables.js';

/**
 * Returns whether our schema or that of graphile-worker is missing or older than the program expects.
 *
 * @throws UserError if a newer greyoak has migrated the database
 */
export async function isStoreBehind(pool: pg.Pool): Promise<boolean> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return (await isBehind(db, await readMigrations())) || (await isWorkerBehind(pool));
}
