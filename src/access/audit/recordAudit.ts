import type pg from 'pg';
import { printable } from '../../printable.js';
import type { AuditEntry } from './auditEntry.js';

/** How much is kept of a name that a client chose. */
const LONGEST_NAME = 100;

/**
 * Writes an entry of the audit. An act passes the connection of its own transaction, so that there is an entry exactly
 * where there is an act.
 */
export function recordAudit(client: Pick<pg.ClientBase, 'query'>, entry: AuditEntry): Promise<void> {
  return recordAudits(client, [entry]);
}

/** An entry with how long ago it happened, in milliseconds; left out: now. */
export type DatedEntry = AuditEntry & { readonly agoMs?: number };

/** Writes entries with one statement. */
export async function recordAudits(
  client: Pick<pg.ClientBase, 'query'>,
  entries: readonly DatedEntry[],
): Promise<void> {
  await client.query(
    `INSERT INTO audit_entries (at, action, result, user_id, api_key_id, address, operation_name, subject, details)
     SELECT clock_timestamp() - make_interval(secs => ago), action, result, user_id, api_key_id, address, operation_name, subject, details
     FROM json_to_recordset($1) AS given (ago float8, action text, result text, user_id integer, api_key_id integer,
       address text, operation_name text, subject text, details jsonb)`,
    [JSON.stringify(entries.map(rowOf))],
  );
}

function rowOf({ agoMs = 0, action, result, actor, subject = null, details = {} }: DatedEntry) {
  const { userId, apiKeyId, address, operationName } = actor;
  return {
    ...{
      ago: agoMs / 1000,
      action,
      result,
      user_id: userId,
      api_key_id: apiKeyId,
      address,
      subject,
      details,
    },
    operation_name: operationName === null ? null : nameOf(operationName),
  };
}

/** Returns a name as it is kept: within one line, and of at most 100 characters. */
const nameOf = (name: string): string => printable(name.slice(0, LONGEST_NAME).replace(/\s/g, '\uFFFD'));
