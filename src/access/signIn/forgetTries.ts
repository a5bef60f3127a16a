import type pg from 'pg';
import { NO_ACTOR } from '../audit/auditEntry.js';
import { recordAudit } from '../audit/recordAudit.js';

/**
 * Forgets the wrong passwords of a user, within a transaction, so that the next try is taken at once. An address from
 * which many accounts were tried still waits for the others.
 *
 * @returns how many there were
 */
export async function forgetTries(client: pg.ClientBase, userId: number): Promise<number> {
  const { rowCount } = await client.query('DELETE FROM sign_in_tries WHERE user_id = $1', [userId]);
  const forgotten = rowCount ?? 0;
  await recordAudit(client, {
    ...{ action: 'USER_CHANGED', result: 'DONE', actor: NO_ACTOR, subject: `User:${userId}` },
    details: { forgottenTries: forgotten },
  });
  return forgotten;
}
