import { migrations } from 'graphile-worker/dist/generated/sql.js';
import type pg from 'pg';

/** The number of the newest migration of graphile-worker that this program knows. */
const NEWEST = Math.max(...Object.keys(migrations).map((file) => Number.parseInt(file, 10)));

/** Returns whether the schema of graphile-worker is missing or older than the program expects. */
export async function isWorkerBehind(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const found = await client.query<{ table: string | null }>(
    `SELECT to_regclass('graphile_worker.migrations') AS table
     WHERE has_schema_privilege(to_regnamespace('graphile_worker'), 'USAGE')`,
  );
  if (!found.rows[0]?.table) return true;
  const { rows } = await client.query<{ newest: number | null }>(
    'SELECT max(id) AS newest FROM graphile_worker.migrations',
  );
  return (rows[0].newest ?? 0) < NEWEST;
}
