import type pg from 'pg';
import { UserError } from '../userError.js';

/**
 * Checks that a database has no tables, apart from those of extensions.
 *
 * @throws UserError if it has
 */
export async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ names: readonly string[] | null }>(
    `SELECT array_agg(oid::regclass::text ORDER BY relname) AS names FROM pg_class
     WHERE relnamespace IN (to_regnamespace(current_schema()), to_regnamespace('graphile_worker'))
       AND relkind IN ('r', 'p', 'v', 'm', 'f')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')`,
  );
  const { names } = rows[0];
  if (names === null) return;
  const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
  throw new UserError(
    `Expected an empty database to restore into, got one with the table ${names[0]}${more}. Nothing was changed: set ` +
      'GREYOAK_HOME to a new folder, or DATABASE_URL to a database that was just created.',
  );
}
