import type pg from 'pg';
import type { AuditEntry } from './auditEntry.js';

/** How much is kept of a name that a client chose. */
const LONGEST_NAME = 100;

/**
 * Writes an entry of the audit. An act passes the connection of its own transaction, so that there is an entry exactly
 * where there is an act.
 */
export async function recordAudit(
  client: Pick<pg.ClientBase, 'query'>,
  { action, result, actor, subject = null, details = {} }: AuditEntry,
): Promise<void> {
  const { userId, apiKeyId, address, operationName } = actor;
  await client.query(
    `INSERT INTO audit_entries (action, result, user_id, api_key_id, address, operation_name, subject, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[action, result, userId, apiKeyId, address],
      ...[operationName?.slice(0, LONGEST_NAME) ?? null, subject, JSON.stringify(details)],
    ],
  );
}
