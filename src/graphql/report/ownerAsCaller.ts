import type pg from 'pg';
import type { AccessMode } from '../../access/decideAccess.js';
import { callerOfJob, LOCAL_USER, type Caller } from '../../access/caller.js';
import type { Role } from '../../access/roles.js';
import { UserError } from '../../userError.js';

/**
 * Returns the owner of a report as a caller, with the rights of its role.
 *
 * @param client sees the state of the store that the report is made of
 * @param accessMode returns who may use the service now
 * @throws UserError for an owner that may no longer ask anything
 */
export async function ownerAsCaller(
  client: pg.ClientBase,
  owner: number,
  accessMode: () => Promise<AccessMode>,
): Promise<Caller> {
  const { rows } = await client.query<{ role: Role; active: boolean }>(
    'SELECT role, active FROM users WHERE id = $1',
    [owner],
  );
  if (rows.length === 0) {
    throw new UserError(
      'Expected the owner of the report among the users, found none: it was deleted meanwhile.',
    );
  }
  const [{ role, active }] = rows;
  if (!active) {
    throw new UserError(
      'Expected an active user as the owner of the report, got a deactivated one: activate it, and make the report again.',
    );
  }
  if (owner === LOCAL_USER && (await accessMode()) === 'closed') {
    throw new UserError(
      'Expected a user that can sign in as the owner of the report, got the built-in one, which may do nothing while ' +
        'access is closed: make the report as another user, or let the workers have ACCESS=open as the API does.',
    );
  }
  return callerOfJob({ id: owner, role });
}
