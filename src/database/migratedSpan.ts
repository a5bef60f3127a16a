import { readMigrations } from './readMigrations.js';

/** From which migration to which a schema was brought. */
export interface MigratedSpan {
  /** The newest migration that the schema had; null: it was empty. */
  readonly from: string | null;
  readonly to: string;
}

/**
 * Returns the span of migrations that were run; null where none was.
 *
 * @param run their names, ascending
 */
export async function migratedSpan(run: readonly string[]): Promise<MigratedSpan | null> {
  const to = run.at(-1);
  if (to === undefined) return null;
  const names = Object.keys(await readMigrations()).sort();
  return { from: names[names.indexOf(run[0]) - 1] ?? null, to };
}
