import { Migrator } from 'kysely';
import type pg from 'pg';
import { dbOver } from '../database/dbOver.js';
import type { Migrations } from '../database/readMigrations.js';

/**
 * Makes the schema as it was after a migration, in the transaction of a connection.
 *
 * @param last the name of that migration
 */
export async function migrateTo(client: pg.ClientBase, migrations: Migrations, last: string): Promise<void> {
  const migrator = new Migrator({
    db: dbOver(client),
    provider: { getMigrations: () => Promise.resolve(migrations) },
    // The transaction is ours.
    disableTransactions: true,
  });
  const { error } = await migrator.migrateTo(last);
  if (error !== undefined) throw error;
}
