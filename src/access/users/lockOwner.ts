import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { UserError } from '../../userError.js';

/**
 * Locks a user until the end of the transaction, so that its things are counted by one call at a time. Take it before all other
 * locks, as a deletion of the user does.
 *
 * @throws UserError where the user is not active
 */
export async function lockOwner(db: Database['db'], client: pg.ClientBase, owner: number): Promise<void> {
  const statement = db
    .selectFrom('users')
    .where('id', '=', owner)
    .where('active', '=', true)
    .select('id')
    .forNoKeyUpdate();
  if ((await rowsOver(client, statement)).length > 0) return;
  throw new UserError('Expected an active user as the owner, got none: sign in again.');
}
