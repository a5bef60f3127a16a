import type DataLoader from 'dataloader';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { AuditConditions } from './auditFilter.js';
import { selectAudit, type AuditRow } from './auditRow.js';

type Sources = Pick<LoaderSources, 'database' | 'reads'>;

/** The place of an entry in a list. */
export interface AuditPlace {
  /** Its time, in microseconds since 1970. */
  readonly micros: number;
  readonly id: number;
}

/** The entries of a page, by the places that they lie between; the list begins with the newest. */
interface AuditPage {
  readonly conditions: AuditConditions;
  /** The newer entry that they come after; null: none. */
  readonly after: AuditPlace | null;
  /** The older entry that they come before; null: none. */
  readonly before: AuditPlace | null;
  /** Whether they are counted from the older end. */
  readonly isFromEnd: boolean;
  /** The most entries. */
  readonly limit: number;
}

export interface AuditListing {
  /** Returns the entries of a page, the newest first. */
  page(page: AuditPage): Promise<readonly AuditRow[]>;
  count(conditions: AuditConditions): Promise<number>;
}

/** Loads an entry by its id; null where there is none. */
export function auditEntryLoader({
  database: { db },
  reads,
}: Sources): DataLoader<{ readonly id: number }, AuditRow | null, string> {
  return keyedLoader((keys: readonly { readonly id: number }[]) =>
    Promise.all(
      keys.map(async ({ id }) => {
        const rows = await reads.rows<AuditRow>(selectAudit(db).where('entry.id', '=', id));
        return rows.at(0) ?? null;
      }),
    ),
  );
}

/** Lists entries of the audit. An operation reads each page, and each count, once. */
export function auditListing({ database: { db }, reads }: Sources): AuditListing {
  const pages = keyedLoader((keys: readonly AuditPage[]) =>
    Promise.all(
      keys.map(async ({ conditions, after, before, isFromEnd, limit }) => {
        const order = isFromEnd ? 'asc' : 'desc';
        const rows = await reads.rows<AuditRow>(
          selectAudit(db)
            .where(held(conditions))
            .where(after === null ? sql<SqlBool>`true` : isOlder(after))
            .where(before === null ? sql<SqlBool>`true` : isNewer(before))
            .orderBy('entry.at', order)
            .orderBy('entry.id', order)
            .limit(limit),
        );
        return isFromEnd ? [...rows].reverse() : rows;
      }),
    ),
  );
  const counts = keyedLoader((keys: readonly AuditConditions[]) =>
    Promise.all(
      keys.map((conditions) =>
        countOf(
          reads,
          db
            .selectFrom('audit_entries as entry')
            .where(held(conditions))
            .select(({ fn }) => fn.countAll<number>().as('count')),
        ),
      ),
    ),
  );
  return { page: (page) => pages.load(page), count: (conditions) => counts.load(conditions) };
}

/** Returns the condition that an entry fits a filter. Each part has an index that ends in the order of the list. */
function held({ from, to, actions, results, userId, apiKeyId }: AuditConditions): RawBuilder<SqlBool> {
  const parts = [
    sql<SqlBool>`true`,
    from === null ? null : sql<SqlBool>`entry.at >= ${instant(from)}`,
    to === null ? null : sql<SqlBool>`entry.at < ${instant(to)}`,
    actions && sql<SqlBool>`entry.action = ANY (${actions}::text[])`,
    results && sql<SqlBool>`entry.result = ANY (${results}::text[])`,
    userId === null ? null : sql<SqlBool>`entry.user_id = ${userId}`,
    apiKeyId === null ? null : sql<SqlBool>`entry.api_key_id = ${apiKeyId}`,
  ].filter((part) => part !== null);
  return sql<SqlBool>`${sql.join(parts, sql` AND `)}`;
}

function isOlder({ micros, id }: AuditPlace): RawBuilder<SqlBool> {
  return sql<SqlBool>`(entry.at, entry.id) < (${instant(micros)}, ${id}::bigint)`;
}

function isNewer({ micros, id }: AuditPlace): RawBuilder<SqlBool> {
  return sql<SqlBool>`(entry.at, entry.id) > (${instant(micros)}, ${id}::bigint)`;
}

const instant = (micros: number): RawBuilder<Date> =>
  sql`timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'`;
