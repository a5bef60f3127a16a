import pg from 'pg';
import type { Holder } from './embedded/holder.js';
import { guardPool } from './guardPool.js';
import { migrateStore } from './migrateStore.js';
import { requireSchema } from './requireSchema.js';

/**
 * Migrates over connections of its own, as another role than that of the service.
 *
 * @param owner how the owner of the schema connects
 * @param roles to grant to what the service needs
 * @param holder the service that uses the embedded database meanwhile, so that its schema must not change; null: none does
 * @returns the names of our migrations that were run
 * @throws UserError as `migrateStore` does, and if the schema of a service that runs would change
 */
export async function migrateAs(
  owner: pg.ClientConfig,
  roles: readonly string[],
  holder: Holder | null = null,
): Promise<readonly string[]> {
  const pool = guardPool(new pg.Pool({ ...owner, application_name: 'greyoak migrate' }));
  try {
    if (holder !== null) await requireSchema(pool, holder);
    return await migrateStore(pool, roles);
  } finally {
    await pool.end();
  }
}
