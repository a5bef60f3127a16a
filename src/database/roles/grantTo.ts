import pg from 'pg';
import { GRANTS } from './grants.js';

const id = pg.escapeIdentifier;

/** The schema of graphile-worker. */
const QUEUE = 'graphile_worker';
/** Functions that the service calls. */
const FUNCTIONS = ['queue_job', 'settle_attempt', 'analyze_tables'];

/**
 * Gives a role what the service needs, and takes from it what it has beyond that on the same tables. Call it as the
 * owner of the tables, in a transaction.
 *
 * The policies are for row security, which graphile-worker turns on: without a policy, a role that does not own its
 * tables sees no job.
 *
 * @param name of a role that exists
 */
export async function grantTo(client: pg.ClientBase, name: string): Promise<void> {
  const role = id(name);
  const { rows } = await client.query<{ schema: string }>('SELECT current_schema() AS schema');
  const tables = Object.entries(GRANTS).map(([table, privileges]) => ({ table: id(table), privileges }));
  const unguarded = await tablesWithoutPolicy(client, name);
  const statements = [
    `GRANT USAGE ON SCHEMA ${id(rows[0].schema)}, ${QUEUE} TO ${role}`,
    `REVOKE ALL ON ${tables.map(({ table }) => table).join(', ')} FROM ${role}`,
    ...tables.map(({ table, privileges }) => `GRANT ${privileges} ON ${table} TO ${role}`),
    `GRANT USAGE ON SEQUENCE ${(await sequencesOf(client, Object.keys(GRANTS))).join(', ')} TO ${role}`,
    `GRANT EXECUTE ON FUNCTION ${FUNCTIONS.join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE} TO ${role}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${QUEUE}.migrations FROM ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE} TO ${role}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE} TO ${role}`,
    ...unguarded.flatMap((table) => [
      `DROP POLICY IF EXISTS ${role} ON ${table}`,
      `CREATE POLICY ${role} ON ${table} FOR ALL TO ${role} USING (true) WITH CHECK (true)`,
    ]),
  ];
  await client.query(statements.join(';\n'));
}

/**
 * Returns the tables of graphile-worker with row security on which the role lacks its policy, as they stand in
 * statements. A policy that exists is left alone, because creating one waits for all statements on its table.
 */
async function tablesWithoutPolicy(client: pg.ClientBase, name: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relnamespace::regnamespace::text = $1 AND relkind IN ('r', 'p') AND relrowsecurity
       AND NOT EXISTS (
         SELECT FROM pg_policies
         WHERE schemaname = $1 AND tablename = relname AND policyname = $2 AND roles = ARRAY[$2]::name[]
           AND cmd = 'ALL' AND permissive = 'PERMISSIVE' AND qual = 'true' AND with_check = 'true'
       )
     ORDER BY name`,
    [QUEUE, name],
  );
  return rows.map(({ name }) => name);
}

/** Returns the sequences of the columns of tables. Inserts need no right to them, but `nextval` does. */
async function sequencesOf(client: pg.ClientBase, tables: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequence.oid::regclass::text AS name FROM pg_class AS sequence
     JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = sequence.oid AND refclassid = 'pg_class'::regclass
     WHERE relkind = 'S' AND deptype IN ('a', 'i') AND refobjid = ANY ($1::text[]::regclass[]) ORDER BY name`,
    [tables],
  );
  return rows.map(({ name }) => name);
}
