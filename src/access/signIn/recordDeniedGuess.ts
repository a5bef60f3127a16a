import type pg from 'pg';
import type { Actor, AuditAction } from '../audit/auditEntry.js';
import { callerKey } from '../callerKey.js';

const LONGEST_NAME = 100;

/** A wrong guess at a password. */
export interface DeniedGuess {
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly tryId: number;
  /** Null: no user has the e-mail. */
  readonly userId: number | null;
}

/**
 * Stores that a try failed, and its entry of the audit. Those of one address and minute that are about no user have one
 * entry. The statements are the same for each, and each writes.
 */
export async function recordDeniedGuess(
  client: pg.ClientBase,
  { action, actor: { address, operationName }, tryId, userId }: DeniedGuess,
): Promise<void> {
  // The same lock as that of counting: two at once would each see no entry.
  await client.query('SELECT pg_advisory_xact_lock(7301005, hashtext($1))', [callerKey(address ?? '')]);
  await client.query('UPDATE sign_in_tries SET failed = true WHERE id = $1', [tryId]);
  await client.query(
    `INSERT INTO audit_entries (action, result, user_id, address, operation_name, subject)
     SELECT $1, 'DENIED', $2::integer, $3, $4, $5
     WHERE NOT EXISTS (
       SELECT FROM audit_entries
       WHERE $2::integer IS NULL AND user_id IS NULL AND address = $3 AND action = $1 AND result = 'DENIED'
         AND at >= date_trunc('minute', clock_timestamp())
     )`,
    [
      ...[action, userId, address, operationName?.slice(0, LONGEST_NAME) ?? null],
      userId === null ? null : `User:${userId}`,
    ],
  );
}
