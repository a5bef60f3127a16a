import type pg from 'pg';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';

interface Found {
  readonly superuser: boolean;
  readonly owns: boolean;
}

/**
 * Checks that a role may become that of the service.
 *
 * @throws UserError if the role does not exist, is a superuser, or can act as the owner of the tables
 */
export async function requireServiceRole(client: pg.ClientBase | pg.Pool, name: string): Promise<void> {
  const { rows } = await client.query<Found>(
    `SELECT rolsuper AS superuser,
       pg_has_role(oid, current_user, 'MEMBER')
       OR coalesce((SELECT pg_has_role(pg_roles.oid, nspowner, 'MEMBER') FROM pg_namespace
                    WHERE nspname = current_schema()), false)
       OR coalesce((SELECT pg_has_role(pg_roles.oid, relowner, 'MEMBER') FROM pg_class
                    WHERE oid = to_regclass('kysely_migration')), false) AS owns
     FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  const got = fault(rows[0]);
  if (got === null) return;
  throw new UserError(
    `Expected --role to name a role that exists, is no superuser and does not own the schema, got "${shown(name)}", which ` +
      `${got}: create another one with CREATE ROLE name LOGIN PASSWORD '…', and name that.`,
  );
}

function fault(role: Found | undefined): string | null {
  if (role === undefined) return 'does not exist';
  if (role.superuser) return 'is a superuser';
  return role.owns ? 'owns the schema or is a member of its owner' : null;
}
