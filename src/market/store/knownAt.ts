import { sql, type RawBuilder } from 'kysely';

/**
 * An instant as of which recorded facts are read, as a text by RFC 3339; null: now, which is faster to read.
 */
export type Moment = string | null;

/**
 * Returns SQL for the rows of a table of facts that were known at a moment: those as of the newest batch that was recorded
 * up to then. Because instants are served in milliseconds, a batch counts from the millisecond that its time is shown as.
 *
 * @param table the name or alias of the table in the statement
 */
export function knownAt(table: string, moment: Moment): RawBuilder<boolean> {
  const superseded = sql.ref(`${table}.superseded_in`);
  if (moment === null) return sql<boolean>`${superseded} IS NULL`;
  // Each subquery is evaluated once for a statement, and not for each row.
  const batch = sql`(SELECT coalesce(max(id), 0) FROM batches WHERE recorded_at < ${moment}::timestamptz + interval '1 ms')`;
  return sql<boolean>`${sql.ref(`${table}.recorded_in`)} <= ${batch} AND (${superseded} IS NULL OR ${superseded} > ${batch})`;
}
