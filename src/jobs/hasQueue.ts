import type pg from 'pg';

/** Whether the schema of the queue exists, which the first worker of a database makes. */
export async function hasQueue(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    `SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS has`,
  );
  return rows[0].has;
}
