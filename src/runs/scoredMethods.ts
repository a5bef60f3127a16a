import type pg from 'pg';

/** The names of the methods that services score, the served one first; none in a store that has no scores yet. */
export async function scoredMethods(client: pg.ClientBase | pg.Pool): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM (
       SELECT name, true AS served FROM served_method
       UNION ALL
       SELECT name, false FROM scored_methods WHERE name NOT IN (SELECT name FROM served_method)
     ) AS methods ORDER BY served DESC, name`,
  );
  return rows.map(({ name }) => name);
}
