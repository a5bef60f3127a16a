import type pg from 'pg';

/**
 * Returns whether the current role can act as the owner of the tables, as a superuser and a member of the owner can.
 * In a database without our tables it is the role that may create them.
 */
export async function ownsStore(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ owns: boolean | null }>(
    `SELECT coalesce(
       (SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('kysely_migration')),
       has_schema_privilege(current_schema(), 'CREATE')
     ) AS owns`,
  );
  return rows[0].owns ?? false;
}
