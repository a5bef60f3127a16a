import pg from 'pg';
import { migrateStore } from './migrateStore.js';

/**
 * Migrates over connections of its own, as another role than that of the service.
 *
 * @param owner how the owner of the schema connects
 * @param roles to grant to what the service needs
 * @returns the names of our migrations that were run
 * @throws UserError as `migrateStore` does
 */
export async function migrateAs(
  owner: pg.ClientConfig,
  roles: readonly string[],
): Promise<readonly string[]> {
  const pool = new pg.Pool({ ...owner, application_name: 'greyoak migrate' });
  // A connection that is lost fails the statement that uses it, and that reports it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    return await migrateStore(pool, roles);
  } finally {
    await pool.end();
  }
}
