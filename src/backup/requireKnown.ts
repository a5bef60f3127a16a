import type { Migrations } from '../database/readMigrations.js';
import { UserError } from '../userError.js';
import { VERSION } from '../version.js';

/** The oldest schema of which a backup can be made and restored. */
const OLDEST = '0016_exports';

/**
 * Checks that a schema is one that this program, or a former version of it, has made.
 *
 * @param migrations their names, in their order
 * @param whose schema it is, as the object of a sentence
 * @throws UserError if it is newer, of another program, or too old for a backup
 */
export function requireKnown(migrations: readonly string[], known: Migrations, whose: string): void {
  const names = Object.keys(known);
  const unknown = migrations.find((name, k) => name !== names[k]);
  if (unknown !== undefined) {
    throw new UserError(
      `Expected a schema that greyoak ${VERSION} knows, got a newer one: ${whose} has ${unknown}. ` +
        'Use the version of greyoak that made it, or a newer one.',
    );
  }
  if (migrations.includes(OLDEST)) return;
  throw new UserError(
    `Expected a schema with ${OLDEST}, got ${migrations.length === 0 ? 'none' : 'an older one'} in ${whose}: run ` +
      '"greyoak migrate" first.',
  );
}
