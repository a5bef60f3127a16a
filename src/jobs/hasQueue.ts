import type pg from 'pg';

/** Returns whether the schema of the queue exists. The first worker of a database creates it. */
export async function hasQueue(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    `SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS has`,
  );
  return rows[0].has;
}
