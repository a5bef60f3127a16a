import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../database/tables.js';

/** Selects entries of the audit with their places in lists, in microseconds since 1970, and their hashes. */
export function selectAudit(db: Kysely<Tables>) {
  return db
    .selectFrom('audit_entries as entry')
    .leftJoin('audit_chain as chain', 'chain.entry_id', 'entry.id')
    .select([
      ...(['entry.id', 'entry.at', 'entry.action', 'entry.result', 'entry.user_id'] as const),
      ...(['entry.api_key_id', 'entry.address', 'entry.operation_name', 'entry.subject'] as const),
    ])
    .select([
      sql<string>`entry.details::text`.as('details'),
      sql<string | null>`encode(chain.hash, 'hex')`.as('hash'),
      sql<number>`(extract(epoch FROM entry.at) * 1000000)::bigint`.as('micros'),
    ]);
}

export type AuditRow = Awaited<ReturnType<ReturnType<typeof selectAudit>['execute']>>[number];
