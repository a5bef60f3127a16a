import type pg from 'pg';
import { UserError } from '../../userError.js';
import { LOCAL_USER } from '../caller.js';

/**
 * Refuses to take away the last active administrator. It locks the rows of all administrators in the order of their ids,
 * so that of two that are taken away at the same time, the second sees that the first is gone. Call it in the transaction
 * of the change, before any other row of users is locked: otherwise two transactions may wait for each other.
 *
 * @param userId who is to be demoted, deactivated or deleted; anyone who is not an active administrator is accepted
 * @throws UserError where no other administrator is active
 */
export async function requireAnotherAdmin(client: pg.ClientBase, userId: number): Promise<void> {
  // The built-in user is none that can sign in.
  const { rows } = await client.query<{ id: number; active: boolean }>(
    `SELECT id, active FROM users WHERE role = 'ADMIN' AND id <> $1 ORDER BY id FOR NO KEY UPDATE`,
    [LOCAL_USER],
  );
  const active = rows.filter((row) => row.active);
  if (active.length !== 1 || active[0].id !== userId) return;
  throw new UserError(
    'Expected another active administrator to remain, got the last one: make another user an administrator first.',
  );
}
