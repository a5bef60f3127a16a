import { Logger, runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { UserError } from '../userError.js';
import { migrate } from './migrate.js';
import { grantTo } from './roles/grantTo.js';
import { ownsStore } from './roles/ownsStore.js';
import { requireServiceRole } from './roles/requireServiceRole.js';
import { serviceRoles } from './roles/serviceRoles.js';
import type { Tables } from './tables.js';
import { inTransaction, LOCKS } from './transaction.js';

/** Its errors are thrown, too. */
const SILENT = new Logger(() => () => undefined);

/**
 * Brings our schema and that of graphile-worker up to date, and grants what the service needs to its roles: to those
 * that have it already, because a migration may have added a table, and to new ones.
 *
 * @param pool of the owner
 * @param roles to grant to as well
 * @returns the names of our migrations that were run
 * @throws UserError if the pool is not that of the owner, one of the roles must not be that of the service, or a newer
 *   greyoak has migrated the database
 */
export async function migrateStore(pool: pg.Pool, roles: readonly string[]): Promise<readonly string[]> {
  if (!(await ownsStore(pool))) {
    throw new UserError(
      'Expected the owner of the schema, or for an empty database a user who may create tables there, got another ' +
        'user: set MIGRATION_DATABASE_URL to the URL of the owner.',
    );
  }
  for (const name of roles) await requireServiceRole(pool, name);
  const run = await migrate(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }));
  await runMigrations({ pgPool: pool, logger: SILENT });
  const client = await pool.connect();
  try {
    await inTransaction(client, async () => {
      // Two that grant at the same time would update the same rows of the catalogue.
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migrations]);
      for (const name of new Set([...(await serviceRoles(client)), ...roles])) await grantTo(client, name);
    });
  } finally {
    client.release();
  }
  return run;
}
