import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Whose things a statement may read or change: those of one user by its id, or everybody's. */
export type Owners = number | 'EVERYBODY';

/** The tables of what belongs to a user. Each has the column `owner_id`. */
export const OWNED_TABLES = [
  'api_keys',
  'sessions',
  'exports',
  'webhooks',
  'alert_rules',
  'models',
  'portfolios',
  'rebalances',
  'backtests',
  'watched_stocks',
  'reports',
] as const;

/**
 * Returns the condition that a row belongs to the owners. Each statement on a table of OWNED_TABLES that is for a caller
 * has it, so that the things of others are as if they did not exist.
 *
 * @param table the name or alias of the table in the statement
 *
 * @example
 * db.selectFrom('api_keys').where(owned('api_keys', caller.user.id))
 */
export function owned(table: string, owners: Owners): RawBuilder<SqlBool> {
  return owners === 'EVERYBODY' ? sql`true` : sql`${sql.ref(`${table}.owner_id`)} = ${owners}`;
}
