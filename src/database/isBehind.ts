import type { Kysely } from 'kysely';
import { UserError } from '../userError.js';
import type { Migrations } from './readMigrations.js';
import { recordedMigrations } from './recordedMigrations.js';
import type { Tables } from './tables.js';

/**
 * Returns whether a migration is missing. Kysely's migrator can tell, too, but it takes 20 ms and this takes 2.
 *
 * @throws UserError if a newer greyoak has migrated the database
 */
export async function isBehind(db: Kysely<Tables>, migrations: Migrations): Promise<boolean> {
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
