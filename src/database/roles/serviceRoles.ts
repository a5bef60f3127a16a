import type pg from 'pg';

/** Returns the roles that were granted what the service needs: those with a policy on tables of graphile-worker. */
export async function serviceRoles(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT rolname::text AS name
     FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid JOIN pg_roles ON pg_roles.oid = ANY (polroles)
     WHERE relnamespace = to_regnamespace('graphile_worker')`,
  );
  return rows.map(({ name }) => name);
}
