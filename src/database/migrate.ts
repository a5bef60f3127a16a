import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import type pg from 'pg';
import { UserError } from '../userError.js';
import type { Tables } from './tables.js';
import { LOCKS } from './transaction.js';

/** The path is the same from src/ and from dist/. */
const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

/**
 * Brings the schema up to date, each migration in its own transaction. Processes that start together wait for each
 * other.
 *
 * @param folder of the numbered SQL files
 * @returns the names of the migrations that were run
 * @throws UserError if a newer greyoak has migrated the database, or its user may not create tables
 */
export async function migrate(db: Kysely<Tables>, folder = FOLDER): Promise<readonly string[]> {
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

/** Migrations by their names, which are those of their files: 0001_store. */
type Migrations = Readonly<Record<string, Migration>>;

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort();
  const read = files.map(async (file): Promise<[string, Migration]> => {
    const statements = await readFile(join(folder, file), 'utf8');
    return [file.replace('.sql', ''), { up: (db) => runFile(db, file, statements) }];
  });
  return Object.fromEntries(await Promise.all(read));
}

async function runFile(db: Kysely<unknown>, file: string, statements: string): Promise<void> {
  try {
    await sql.raw(statements).execute(db);
  } catch (error) {
    throw new Error(`migrations/${file} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** Returns whether a migration is missing. Kysely's migrator can tell, too, but it takes 20 ms and this takes 2. */
async function isBehind(db: Kysely<Tables>, migrations: Migrations): Promise<boolean> {
  const recorded = await recordedMigrations(db);
  const unknown = recorded.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new UserError(
      `The database is newer than this greyoak: it has ${unknown.join(', ')}, which is not known here. ` +
        'Upgrade greyoak, or use another database.',
    );
  }
  return recorded.length < Object.keys(migrations).length;
}

async function recordedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const found = await sql<{ table: string | null }>`SELECT to_regclass('kysely_migration') AS table`.execute(
    db,
  );
  if (found.rows[0]?.table === null) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  return rows.map(({ name }) => name);
}
