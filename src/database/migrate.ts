import { Migrator, sql, type Kysely } from 'kysely';
import type pg from 'pg';
import { UserError } from '../userError.js';
import { isBehind } from './isBehind.js';
import { readMigrations, type Migrations } from './readMigrations.js';
import type { Tables } from './tables.js';
import { LOCKS } from './transaction.js';

/**
 * Brings the schema up to date, each migration in its own transaction. Processes that start together wait for each
 * other.
 *
 * @param folder of the numbered SQL files; if left out, those of greyoak
 * @returns the names of the migrations that were run
 * @throws UserError if a newer greyoak has migrated the database, or its user may not create tables
 */
export async function migrate(db: Kysely<Tables>, folder?: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  if (!(await isBehind(db, migrations))) return [];
  return db.connection().execute(async (locked) => {
    // The migrator has a lock, too, but looks for its tables before it takes that, while another one may change them.
    await sql`SELECT pg_advisory_lock(${LOCKS.migrations})`.execute(locked);
    try {
      return await runMigrations(locked, migrations);
    } finally {
      await sql`SELECT pg_advisory_unlock(${LOCKS.migrations})`.execute(locked);
    }
  });
}

async function runMigrations(db: Kysely<Tables>, migrations: Migrations): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const run: string[] = [];
  while (await isBehind(db, migrations)) {
    const { error, results = [] } = await migrator.migrateUp();
    if (error !== undefined) {
      // A newer greyoak may have migrated the database meanwhile; this throws if so.
      await isBehind(db, migrations);
      throw forbidden(error) ?? error;
    }
    run.push(...results.map(({ migrationName }) => migrationName));
  }
  return run;
}

/**
 * insufficient_privilege, as since PostgreSQL 15 users may create tables only if they are granted to; and
 * read_only_sql_transaction.
 */
const FORBIDDEN: readonly unknown[] = ['42501', '25006'];

function forbidden(error: unknown): UserError | null {
  const { code, message } = (error instanceof Error && error.cause ? error.cause : error) as pg.DatabaseError;
  if (!FORBIDDEN.includes(code)) return null;
  return new UserError(
    `Cannot bring the schema of the database up to date: ${message}. ` +
      'Let its user create tables there, on a primary and not a replica, or fix DATABASE_URL.',
  );
}
