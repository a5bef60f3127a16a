import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql, type Kysely, type Migration } from 'kysely';

/** The path is the same from src/ and from dist/. */
const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** Migrations by their names, which are those of their files: 0001_store. */
export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Reads the migrations.
 *
 * @param folder of the numbered SQL files; if left out, those of greyoak
 */
export async function readMigrations(folder = FOLDER): Promise<Migrations> {
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
